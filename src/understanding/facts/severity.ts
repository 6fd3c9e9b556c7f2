import type { Hit, Lexicon } from '../lexicon.js';
import { inside, type Message } from '../message.js';
import type { Facts } from '../types.js';

const figure = '(?<![\\da-z.:/-])(\\d{2,5}|[几数上]?[一二两三四五六七八九]?[十百千][一二三四五六七八九十百多来几余]*)';
/** People by their number, and what serves them, counted one by one; 400电话 and 110 are none. */
const crowd = new RegExp(
  `${figure}\\s?(?:多|来|几|余)?\\s?(?:(?:个|名|位|号)?(?:人|员工|职工|工人|用户|客户|客人|顾客|乘客|业主|住户|居民|学生|学员|考生|老师|病人|老人|家长|司机|商户|会员|粉丝|群众|游客|旅客|同事|孩子|患者)|[台辆艘座户家栋把](?!电话)|(?:个|部|张|间|条)(?:多)?(?:号|号码|手机|卡|门店|分店|网点|摊位|户|终端|座席|坐席|电话|机器|床|车|房间|企业|公司|单位|店|线路|专线)|户(?!外|型)|(?:[a-z]+\\s)?(?:trackers|cards|phones|people|users|students|stores|branches|staff|employees|scanners|terminals|devices|machines|rooms|guests|patients|customers|lines|pcs|computers|workers|tills|cameras|sites|offices|members|drivers|passengers|residents|households|sims|numbers|accounts|vehicles)\\b)(?!元|块|钱|日|楼|线|码头)`,
  'g',
);
const shops = /(?:\d{1,3}|[两三四五六七八九十几]+)家(?:分店|门店|店|网点|药房|营业部|支行)/;
/** 全酒店断网: the whole of a place. */
const everywhere =
  /全(?:酒店|宾馆|医院|学校|商场|市场|工地|仓库|大厦|厂区|场|楼|馆|城|镇|县)(?:都|全|的)?[^,。;!?\s]{0,4}(?:断|停|没网|没信号|瘫|离线|掉线|上不|连不)/;
const affected =
  /断|停|不通|瘫|上不|用不|打不|没网|没信号|没法|连不|掉线|离线|不能|收不|发不|刷不|登不|受影响|影响|故障|全|都|泄|失灵|报废|压仓|offline|down|out of|lost|suspended/;

const tensOfThousands = /[\d几数一二两三四五六七八九十百千]+万(?:多|余)?(?:人|用户|客户|观众|粉丝|户|名|网友)/;
const cardsFirst = /[卡号机][^,。;!?]{0,8}[,\s]?共(?:计|有)?(\d{2,4})(?:张|个|部|台)/;

/** Twenty or more people or numbers hit by one fault. */
function manyUsers(message: Message): boolean {
  if (message.failures === 0 && !affected.test(message.folded)) return false;
  if (shops.test(message.folded) || everywhere.test(message.folded)) return true;
  if (tensOfThousands.test(message.folded)) return true;
  if (Number(cardsFirst.exec(message.folded)?.[1] ?? 0) >= 20) return true;
  for (const m of message.folded.matchAll(crowd)) {
    const said = m[1] ?? '';
    const count = /^\d/.test(said)
      ? Number(said)
      : /[百千]/.test(said)
        ? 100
        : /^[二两三四五六七八九几数]十/.test(said)
          ? 20
          : 10;
    if (count >= 20 && count <= 20_000 && !/^(?:19|20)\d\d$/.test(said)) return true;
  }
  return false;
}

const denial =
  /(?:标记[成为]|标[成为]|当成|识别为|没说要?|没有说要?|不会|不是|没有|没|未|别|不|怕|免得|以免|还没|暂时没|倒没)$/;
/** 去通信管理局说: whom one will go to, be it the name of an office. */
const soughtOut = (message: Message, { code, from }: Hit): boolean =>
  code === 'outside-pressure' && /(?:去|找|上|到|向)$/.test(message.folded.slice(Math.max(0, from - 1), from));

/** Already-standing counts of what is not threatened: 监管局 as a customer, 法院 as a place are customers' names, covered by spans. */
const harmless = /(?:停产的|停业的|记者站|媒体公司|律师函模板)/;

/**
 * A suggestion with the signal it rests on; `said` where the speaker named the weight. Never from anger alone, and never
 * from words inside a name. One person with one bill gives none.
 */
export function severityOf(
  message: Message,
  lexicon: Lexicon,
  names: ReadonlyArray<readonly [number, number]>,
): Facts['severity'] {
  const said = message
    .hits('severity-said')
    .filter((h) => !inside(h, names))
    .at(-1);
  if (said) return { value: said.code === 'major' ? 'major' : 'ordinary', reason: 'said' };
  for (const hit of message.hits('signal')) {
    if (
      (inside(hit, names) && !soughtOut(message, hit)) ||
      denial.test(message.folded.slice(Math.max(0, hit.from - 3), hit.from))
    )
      continue;
    if (harmless.test(message.folded.slice(hit.from, hit.to + 3))) continue;
    const signal = lexicon.signals.get(hit.code);
    if (signal) return { value: 'major', reason: signal.id };
  }
  return lexicon.signals.has('many-users') && manyUsers(message) ? { value: 'major', reason: 'many-users' } : undefined;
}
