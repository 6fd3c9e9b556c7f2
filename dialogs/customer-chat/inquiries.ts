/** What a customer asks of us, which is answered and is no part of what happened. All take a folded clause. */

/** Longer ones tell something; and no pattern may take long over them. */
const longest = 40;

const when = '(?:什么时候|啥时候|几时|几点|何时|哪天|多久|多长时间|几天|多会儿?)';
const done = '(?:好|通|退|查|解决|处理|恢复|搞定|办|弄|修|到账|派人)(?:好|完|到|清楚|清|下来|来)?';
const whenOrWhether = new RegExp(
  [
    '保证|打包票|^[你您]们?(?:现在)?就?(?:答应|承诺)(?:我|一下)?(?:行不行|好不好)?$',
    '(?:能|会|可以|打算)(?:给|赔|退|补|减)(?:我|我们)?多少(?!退|赔|给|补|减|算)',
    '能不能.{0,8}(?:今|明|马上|立刻)',
    '(?<!不)一定能.{0,8}(?:吗|么)',
    `${when}(?:钟|之?内)?(?:能|可以?|才|会|给|有|我|你们|到|来|修|好|恢复|退|解决|处理|弄|回|把|帮|派|通|还|查|办|搞)(?!.*(?:的|过|了)$)`,
    `^(?:那|[你您]们?|到底|请问|大概)*${when}[^,的了过]{1,8}$`,
    `(?:还|得|要|需要)(?:等|要|得)(?:多久|几天|多长时间|到${when})`,
    `${when}(?:啊|呢|呀)?$|要几天$`,
    '(?:怎么|如何)(?:赔|补偿|算|处理|解决)(?:我|我们)?(?:的)?(?:啊|呢|吧)?$',
    '(?<!爱)(赔|出|管|退|修|来|查|给|办|负责|处理|解决)不\\1(?:啊|呢|吧)?$|谁(?:来)?赔|赔多少$|^.{0,8}(?<!不)赔(?:偿|钱|我们?)?(?:吗|么|不)$',
    '^.{0,6}(?:修|退|查|办|处理|解决|恢复|弄|搞|赔)得(?:好|了|到|出|起|回来?|完)(?:吗|么|不)(?:到底|啊|呢)?$',
    `^.{0,6}${done}了?没有?(?:啊|呢|呀)?$`,
    `^.{0,6}${done}了(?:吗|么|不)$`,
  ].join('|'),
);
/** 不知道什么时候能好, 问了多久能修: told, not asked. */
const toldAbout = new RegExp(`(?:不知道|没说|不说|说不清|也不(?:说|讲)|(?<!请)问[^,]{0,4}|还?没(?:人)?)${when}`);

/** Whether or when something will be done, or is. */
export function asksWhenOrWhether(said: string): boolean {
  return said.length <= longest && whenOrWhether.test(said) && !toldAbout.test(said);
}

const whoHasIt = new RegExp(
  [
    '^(?:那|这|到底|现在|我|的|[你您]们|请问|个|件|事情?|单子?|是|由|归)*谁(?:在|来)?(?:负责|管|跟|处理|受理|接手?)(?:的|啊|呢|呀|这事)*$',
    '^.{0,6}(?:负责|管事|处理|经办|跟进)的?(?:人|同事|经理)?(?:是谁|叫什么|是哪个|是哪位)',
    '^.{0,16}(?:要|该|应该|能|可以|还能)(?:找|问|跟|向|去找)谁(?:说|反映|投诉|去|要)?(?:啊|呢|呀)?$',
    '^(?:他|她|那人|经理)?(?:姓|叫)(?:什么|啥)(?:名字?)?(?:啊|呀)?$',
    '^.{0,8}(?:电话|手机号?|微信|联系方式)(?:号码?)?是?(?:多少|几号|给我|发我|是什么)(?:啊|呢)?$',
    '^(?:你|能|可以|能不能|给|我|,)*加(?:一?个|下)?(?:你|您|他|她|经理)?(?:的)?微信(?:呗|吧|吗|啊)?$',
    '^.{0,4}(?:怎么|如何|咋)(?:才能)?(?:联系|找)(?:得|到|上)*(?:他|她|[你您]们?的?(?:经理|领导|人)?|人|客户经理|经理|负责人|[\\u3400-\\u9fff]{2,3})$',
    '^(?:请|把|给我|让我)(?:看看|发|查|要)?.{0,8}(?:电话|手机号|微信|联系方式)$',
  ].join('|'),
);
const whoInEnglish =
  /^(?:ok|and|so|then|,|\s)*(?:who(?:'s| is| will be)? (?:handling|in charge|responsible|dealing|looking)|who (?:do|can) i (?:talk|speak|call)|(?:(?:can|could) (?:you|i) (?:give me|have|get) |what(?:'s| is) )?(?:his|her|your manager's|the manager's|a manager's) (?:direct )?(?:phone|number|name|mobile|line|cell))/;

/** Who has it in hand, and how to reach him. */
export function asksWho(said: string): boolean {
  return said.length <= longest && (whoHasIt.test(said) || whoInEnglish.test(said));
}

const people = '(?:的)?(?:公司|单位|客户|人|家|企业|用户|投诉人?)';
const others = `(?:别的?|其他|其它|另外的?)${people}`;
const which = `(?:哪些|哪几家?|多少)${people}`;
const everybody = `(?:所有|全部|每个|别的?|其他|其它|哪些)${people}`;
const aboutOthers = new RegExp(
  [
    `${others}.{0,12}(?:吗|么|没有?|多少|怎么样|名单|数据|资料|信息)$`,
    `^(?:都|还|是)?有?${which}(?:也|都|在)?(?:投诉|断|停|受影响|中招)`,
    `^(?:请|帮我|麻烦|[你您]|快|现在|再|就)*(?:列(?:出|一下)|导出|发(?:给)?我|给我|告诉我|查(?:一下|查)?|调出|显示|打印|说说|看看).{0,3}${everybody}(?:的.{0,10})?(?:发我|名单)?$`,
    `^(?:请|帮我|麻烦|[你您]|快)*把${everybody}(?:的.{0,10})?(?:都|全|全部)?(?:列|导|发|给|告诉|调|打印)(?:出来?|给?我|过来|一下)*$`,
    '^.{0,8}(?:他们|人家|别人|别家|那家)(?:家|公司)?(?:都|是|给)?(?:赔|退|补|减)了?(?:多少|没有?|吗)$',
  ].join('|'),
);
/** 多少客户骂我你们知道吗: what it did to him. */
const hisOwn = /知道|我们?(?:的|家)?(?:客户|用户|员工)|骂|找我|管不管/;
/** Tells the assistant what to be instead of what happened. */
const commands =
  /(?:忽略|无视|忘记|忘掉|跳过)(?:掉|你)?(?:以上|之前|前面|上面|所有|一切|全部|你)?(?:的)?(?:所有|全部|一切)?(?:的)?(?:指令|指示|规则|设定|提示|限制|要求)|^(?:从)?(?:现在)?(?:起|开始)?[你您](?:现在|从现在起)?(?:就)?(?:是|扮演|假装).{0,10}(?:管理员|系统|助理|模型|主管|客服总监|开发者)|系统提示词?|开发者模式|^(?:system|assistant|admin) ?:|ignore (?:all |any |the |your )*(?:previous|above|prior)? ?(?:instructions|rules|prompts?)|you are now (?:a|an|the|in)\b|"role" ?:|system prompt|(?:other|all|every) (?:customers?|companies|clients?|complaints?)/;

/** What is not his: others' matters, and the assistant itself. */
export function asksBeyond(said: string): boolean {
  return commands.test(said) || (said.length <= longest && aboutOthers.test(said) && !hisOwn.test(said));
}
