import type { Act } from './types.js';

/** Emoji and marks an answer may carry. */
const trimming = /^[\s,。.!?;:、~…\-"'()]+|[\s,。.!?;:、~…\-"'()]+$/g;
const particles = /(?:的|了|啊|呀|哦|噢|喔|吧|呢|嘛|哈|啦|滴|哒|嘞|咯|诶|欸|哎|呗|~|。|!|\.|,)+$/;

const whole: ReadonlyArray<readonly [Act, RegExp]> = [
  [
    'confirm',
    /^(?:对+|对对+|嗯+|恩+|好+|好的好的|是+|是的是的|行+|可以|可|ok|okay|okk?|o了|k|👌|👍|🆗|✅|🙆|确认|确定|确认无误|无误|没错|没问题|没毛病|正确|就这样|就这么|就这|嗯呐|对咯|就酱|就是这样|是这样|订|交|发|提交|保存|登|记|存|同意|要得|中|妥|妥妥|得|得嘞|成|成交|没事就这样|认可|按|按重大|按这个|按你说|按这个来|照这个|照办|对的对的|嗯对|嗯嗯对|嗯好|好嘞|好滴|好哒|好呀|阔以|欧克|欧了|收到|了解|明白|晓得|yes|yep|yeah|yup|y|sure|right|correct|confirm|confirmed|fine|good|great|go ahead|submit|save|send|book|book it|agreed|approve|是我|对是|可以订|订吧就|没啥问题|没有问题|都对|全对|其他对|其它对|别的都对|其余对|剩下都对|其他没问题|其他都对|其它都对|係|系|啱|冇问题|得咗)$/,
  ],
  [
    'deny',
    /^(?:不对|不是|不|不用|不要|不行|不了|不好|否|没有|没|不需要|不必|免了|别|别发|先别|no|nope|nah|not|wrong|incorrect|错|错了|不正确|有误|不准确|别登|不按|不重大|不中|不得|唔系|唔啱|唔使|莫|算不上|n)$/,
  ],
  [
    'cancel',
    /^(?:取消|取消掉|取消吧|取消本次|取消登记|取消投诉|取消拜访|取消预约|算了|(?:算了|算啦|那|还是|先)*不(?:登|登记|记|录|报|投诉|订|约|弄|搞|办)(?:它|这个|这单)?|作废|撤销投诉|撤回|退出|放弃|停止|别记|删|删掉|删除|重来|不要|cancel|cancel it|abort|never mind|nevermind|forget it|quit|stop|exit|(?:never ?mind[, ]*)?(?:please )?(?:cancel|drop|scrap) (?:that|this|it)|never ?mind that)$/,
  ],
  [
    'save-now',
    /^(?:先记上|先记着|先记下|先登上|先登着|先登记|先存|先存着|先存上|先保存|先这样|就先这样|直接保存|直接登|直接记|不用问|别问|别问了|先录上|先录着|先订上|就这些|没别的|没有别的|save now|just save|save as is)$/,
  ],
  [
    'skip',
    /^(?:跳过|略过|下一个|下一题|不知道|不清楚|没说|他没说|她没说|客户没说|没讲|没提|没问|忘了|不晓得|不详|未知|暂无|没有要求|没要求|没啥要求|先不填|不填|空着|以后再说|再说|待定|pass|skip|not sure|don't know|dont know|dunno|unknown|no idea|not said|唔知)$/,
  ],
  [
    'undo',
    /^(?:撤销|撤销上一步|撤回上一步|上一步|回上一步|返回上一步|退回|退一步|改回去|还原|恢复原来|undo|go back|back)$/,
  ],
  [
    'more',
    /^(?:详|详细|详情|更多|全文|原文|展开|说详细点|详细点|详细说|多说点|具体|具体点|具体说说|看全文|看原文|more|details|detail|full text)$/,
  ],
  [
    'thanks',
    /^(?:谢|谢谢|谢谢你|谢谢您|谢了|多谢|感谢|非常感谢|辛苦|辛苦了|谢谢啦|唔该|多谢晒|thanks|thank you|thx|thank u|3q|🙏|多谢多谢|太感谢)(?:兄弟|哥|哥们|姐|姐妹|亲|老铁|师傅|小首|伙计|朋友|同事|领导|老师|宝)?$/,
  ],
  [
    'greeting',
    /^(?:你好|您好|早|早上好|早安|上午好|中午好|下午好|晚上好|在吗|在不在|在么|在|哈喽|嗨|嘿|喂|hello|hi|hey|good morning|good afternoon|good evening|hello there|你好呀|nihao)$/,
  ],
  [
    'person',
    /^(?:找主管|转主管|叫主管|找周岚|转人工|人工|人工客服|找人工|找真人|真人|找领导|转接人工|找个人|我要人工|要人工|接人工|帮我找主管|找经理|找客户经理|human|agent|real person|talk to a person|talk to a human|supervisor|operator)$/,
  ],
];

/** 嗯对的没问题, 好的可以, 没问题确认: any number of yeses in a row, and 照订, 照着登: do as it stands. */
const yeses =
  /^(?:(?:对|嗯|恩|好|是|行|可以|ok|yes|没错|没问题|没毛病|确认|确定|无误|正确|就这样|都对|好嘞|同意)(?:的|了|啊|呀|哦|吧|呢|哈|啦)*[\s,。!~]*)+(?:照?(?:订|登|发|交|记|存)(?:吧|了)?)?$|^(?:就|那就)?照(?:着|样|旧|原样|这样|这个|你说的?)?(?:订|登|发|交|记|存|办|做|来|写)(?:吧|了)?$/;

/** 没说要求, 他没提, 没讲要啥: nothing was said of it. */
const notSaid =
  /^(?:他|她|客户|对方|人家|那边|老板|我|们)*(?:也|都|还|又|倒|并|这个|要求|诉求|具体)*没有?(?:明|具体|细|特别|单独)?(?:说|提|讲|问|交代|透露|告诉我)(?:过|出|明|清楚?|到|起)?(?:要|想要?|有)?(?:个)?(?:啥|什么|怎么样?|咋样?|诉求|要求)*$/;

/** 要求把短信包取消, 他想取消套餐: what the customer wants cancelled is not the form. */
const wishedCancel =
  /(?:要求|希望|诉求|他|她|客户|对方|让我们|叫我们|请我们|要我们|给他|帮他)[^,。;!?]*取消|把(?!这|那|刚|它|上面|整)(?![^,。;!?]*(?:投诉|拜访|登记|预约|单子?))[^,。;!?]+取消/;

const inBreath: ReadonlyArray<readonly [Act, RegExp]> = [
  [
    'confirm',
    /(?:^|[\s,。;!])(?:其他|其它|其余|别的|剩下的?|余下)(?:的|都|全|也)*(?:对|没错|没问题|不变|ok|正确|可以|一样|不动|照旧)|^(?:对|嗯|好|好的|是|是的|行|可以|ok|yes|没错|确认|没问题)[\s,。!;](?!.*(?:等|先别|不过|但|稍|慢着|看看|想想|问问|再加|补一|加一|还没|还差|不对|还有))/,
  ],
  ['deny', /^(?:不对|不是|错了|不是的|no|不不)[\s,。!;]/],
  [
    'cancel',
    /(?:取消(?:了|掉|吧)?$|^(?:算了|取消)[\s,。!;]|不登了|不记了|不约了|不订了|不报了|不去了|不见了$|不拜访了|不用登了|不用记了|作废吧)/,
  ],
  ['save-now', /先(?:给我|帮我)?(?:记|登|存|录|订)(?:上|着|下来|一下)(?:[\s,。!;再吧]|$)/],
  ['undo', /撤销上一步|撤回上一步|改回去|undo/],
  [
    'person',
    /(?:转|找|叫|接|要)(?:一?个|下|到|我们)?(?:主管|人工|真人|领导|你们领导|活人)|(?:talk|speak) to (?:a |the |your )?(?:human|person|supervisor|manager|someone)/,
  ],
  ['thanks', /谢谢|多谢|感谢你|辛苦了|thank|thx|唔该/],
  ['greeting', /^(?:你好|您好|早上好|早安|上午好|下午好|晚上好|hello|hi|hey|哈喽|嗨)(?:[\s,。!~]|$)/],
];

/** An answer without marks and particles. */
export function bareWords(folded: string): string {
  const trimmed = folded.replace(trimming, '');
  const bare = trimmed.replace(particles, '').replace(trimming, '');
  return bare === '' ? trimmed : bare;
}

/** An answer that is nothing but a yes, a no, 取消 …, whatever marks and particles stand around it. */
export function wholeActs(folded: string): Act[] {
  const trimmed = folded.replace(trimming, '');
  if (trimmed.length > 20) return [];
  const bare = bareWords(folded);
  const acts = whole.filter(([, pattern]) => pattern.test(bare) || pattern.test(trimmed)).map(([act]) => act);
  if (acts.length > 0) return acts.includes('cancel') ? acts.filter((a) => a !== 'deny') : acts;
  if (yeses.test(trimmed)) return ['confirm'];
  if (notSaid.test(bare)) return ['skip'];
  if (bare !== '') return [];
  return /[👌👍🆗✅🙆]/u.test(folded) ? ['confirm'] : /[🙏]/u.test(folded) ? ['thanks'] : [];
}

/** What a message does to the form that is open. Whole answers first, then what a longer message begins or ends with. */
export function actsOf(folded: string): Act[] {
  if (folded.length > 400) return [];
  const acts = wholeActs(folded);
  if (acts.length > 0 || bareWords(folded) === '') return acts;
  const halves = folded.split(/[\s,。;!]+/).filter((h) => h !== '');
  const found = new Set<Act>(inBreath.filter(([, pattern]) => pattern.test(folded)).map(([act]) => act));
  const end = halves.length > 1 ? (halves.at(-1) ?? '') : '';
  const last = bareWords(end);
  for (const [act, pattern] of whole)
    if ((act === 'cancel' || act === 'save-now') && ((last.length > 1 && pattern.test(last)) || pattern.test(end)))
      found.add(act);
  if (/^[👌👍🆗✅]/u.test(folded)) found.add('confirm');
  if (wishedCancel.test(folded)) found.delete('cancel');
  return [...found];
}
