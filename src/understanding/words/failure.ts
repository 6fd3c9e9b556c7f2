/**
 * How Chinese says that something does not work, was not done, or went on too long: the shapes, not the things. What no
 * list of complaints can hold is told by them (还没转成, 刷不了, 多收了, 第五次了).
 */
const shapes: readonly RegExp[] = [
  /没有?(?!说要|事|问题|错|关系|空|意见|时间|变|毛病|所谓|准|啥事|想到|说|生气|发火|急|吵|闹|骂|激动|要求|别的|其他|什么|$)[\u3400-\u9fff]|(?:都|也|还)没有?(?:$|[,。;!\s了])/g,
  /[打连上收发用刷登开接拨查转装办退扫播听看找联][^,。;!?\s]{0,3}?不(?:了|上|到|出|进|通|成|开|过|动|来|清|着|见|起)/g,
  /[\u3400-\u9fff]不(?:走|够|掉|住|完|全|满|下来|回来)|再不(?:解决|处理|修|来|给|回|恢复)/g,
  /不(?:够|满|乐意|爽|高兴|干了|玩了|认|通|稳|准|符|对(?!$)|一样|一致|公平|合格|合理|到位|及时|专业|认账|办事|管用|灵|能用|显示|正常|达标|兑现|退|回复|回电|回消息)/g,
  /(?:老|总是?|又|一直|经常|天天|频繁|反复|突然|全都?|动不动|莫名|无故)(?:是|被)?(?:在)?(?:断|掉|卡|慢|停|坏|错|崩|挂|重启|扣|收|丢|漏|拖|超|转圈|死机|闪|自动|打扰|骚扰)/g,
  /(?:断|掉线|卡顿|卡死|瘫|崩|坏|丢|漏|错|超|贵|涨|扣|晚|拖|黄|停)(?:了|得|过|到|掉|成|两|三|\d)/g,
  /(?:多|重复|错|乱|误|莫名|双倍|提前|偷偷|自动)(?:收|扣|出|交|付|算|计|了\d|\d)|少(?:返|退|给|送|算|到)|白(?:交|等|跑|干|花)|(?:差|少)了?[\d几一二两三]/g,
  /被(?:停|关|封|扣|骗|坑|拆|驳回|标|冒|盗|携|转走|限|断|注销|挂|忽悠|拒|踢|删|吞|拉黑|领导骂)/g,
  /到现在|至今|迟迟|放鸽子|爽约|失约|第[几\d二三四五六七八九十]+(?:次|天|回)|[几\d二三四五六七八九十两]+(?:次|遍|趟|天|周|个月|小时)(?:了|没|都|还)/g,
  /(?:结果|居然|竟然|没想到|老是|总是|一上午|一下午|一整天|半天了)/g,
  /[\u3400-\u9fff]不了(?!解|起)/g,
  /(?:扣|停|断|收)的(?:什么|啥|哪)|又(?:来)?(?:找|打|催|问|闹)|反而|更(?:卡|慢|差|糟)|延迟|影响(?!力)|迟到|弄[脏坏丢]|不如|变[慢差]|掉了链子|失灵|失效|超时|占线|离线|莫名其妙|不行了|只有[^,。;!?]{0,3}(?:格|兆|m)|实测|推了[他她我]|蜗牛|龟速|(?:催|跑|打|找)了[^,。;!?]{0,2}[几\d二三四五两]+(?:次|回|遍|趟)|排长?队|写错|退回来?|二手|假的|翻[倍番]|打折扣|缩水|有情绪|有意见|怎么(?:会|才|这么|那么|回事)|也太|实在太|慢一半|只有一半|给错|发错|装错|算错|砸|标记成|不是说好|说好的|明明|凭[啥什]|道理|烦|反了|越来越/g,
  /耽误|损失|违约|坑|骗|崩|瘫|炸|烦|离谱|不值|后悔|倒退|凭啥|凭什么|怎么(?:又|还|回事|没|不)|对不上|说法不一|发错|搞错|弄错|开错|写错|办错|打错|转接错|错到|下架|取消了|涨到|升档|丢件|泄|冒用|盗用|复制|垃圾短信|故障|异常|报修|老化|乱拉|转圈|卡成|慢得|重启|死循环|杂音|串线|漏|停电/g,
];
const englishShapes =
  /\b(?:not|never|nobody|no one|didn't|doesn't|don't|isn't|wasn't|can't|cannot|won't|hasn't|haven't|still|again|wrong|failed|fails|down|drops?|dropped|slow|dead|late|lost|missing|broken|rude|unhappy|unsatisfied|dissatisfied|doubled|nobody|twice|overcharged?|unauthorized|too (?:slow|expensive|long|much))\b/g;

const anyShape = new RegExp(shapes.map((shape) => shape.source).join('|'));
const anyEnglishShape = new RegExp(englishShapes.source);

export function holdsFailure(folded: string): boolean {
  return anyShape.test(folded) || (/[a-z]{3}/.test(folded) && anyEnglishShape.test(folded));
}

/** How many shapes of failure stand in a folded text, at most nine. */
export function failuresIn(folded: string): number {
  let count = 0;
  for (const shape of shapes) count += Math.min(2, folded.match(shape)?.length ?? 0);
  if (/[a-z]{3}/.test(folded)) count += Math.min(3, folded.match(englishShapes)?.length ?? 0);
  return Math.min(9, count);
}
