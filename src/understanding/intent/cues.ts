import { inside, type Message } from '../message.js';
import type { Parties } from '../names/parties.js';
import type { Act } from '../types.js';
import { both, type Feature, featureNamed, numbered } from '../weighing/features.js';
import { timeMark, wordingOf } from '../weighing/outline.js';

/** Word lists that speak for or against an intent. */
const lists = [
  'command-complaint',
  'visit-command',
  'trouble',
  'emotion',
  'report',
  'demand',
  'question',
  'policy-topic',
  'policy-word',
  'task',
  'visit-verb',
  'reason',
  'past-mark',
  'help',
  'smalltalk',
  'greeting',
  'thanks',
  'grumble',
  'category',
  'signal',
  'vip',
];

/** Who is meant and how it is put, in the commonest words of the language. */
const ways: ReadonlyArray<readonly [string, RegExp]> = [
  ['self', /我|咱|俺|吾|阿拉|\b(?:i|my|me|we|our)\b/],
  ['you', /你|您|侬|恁|\byou/],
  ['somebody', /客户|用户|客人|顾客|机主|人家|对方|[他她伊]|老板|\b(?:customer|client|he|she|they)s?\b/],
  ['modal', /能|可以|要|该|得|必须|需|算|应|\b(?:can|may|must|should|do|need)\b/],
  ['finished', /[了过完好妥](?:$|[\s,。!])|\bdone\b/],
  ['rule', /规|标准|时限|流程|制度|手册|权限|上限|几天|多久|期限/],
  ['denied', /没|不|无|未|别|\bno\b|n't/],
  ['order', /^(?:请|麻烦|帮|给|把|替)|帮我|给我|替我|\bplease\b/],
  ['here', /这里|这儿|这个|跟你|用你|在你|\bthis\b/],
  ['record-number', /(?:ts|bf)-/],
  ['inquires', /咨询|打听|了解|想知道|想问|问问|问一?下|请教|\b(?:asks? about|enquir|inquir|wonder)/],
  [
    'settled',
    /(?:恢复|解决|修复|搞定|处理完?|弄|修|办|装|补|退|换|改|开|查|说|讲|谈)(?:好|清|妥|通|成)?了|已经?好|到账|不追究|误会|没事了|不投诉|撤(?:诉|回|掉|了|销)|作废|认可|能用了|\b(?:solved|restored|resolved|settled|works again|back up|got (?:her|his|their) refund)\b/,
  ],
  ['rival', /对手|竞争|友商|竞品|移动|联通|电信|广电|铁通|别家|隔壁家|同行/],
  [
    'leaving',
    /不续|要走|想走|转网|携转|携号|离网|解约|流失|(?:换|投|转)(?:去|到|成|奔)?(?:移动|联通|电信|广电|别家|运营商|供应商)/,
  ],
  ['handed', /(?:转|派|交|移|报|发)(?:给|到|至)?(?:网络|技术|客服|装维|维护|市场|主管|周岚|后台|财务|产品|领导)/],
  ['mine', /我(?:还|今|明|这|上|本|下|的|名下|手|们组|欠|交|登|有)|\bmy\b|\bdo i\b|\bdid i\b/],
  ['team', /全?(?:组|队|团队|部门)(?:的|里|今|还|有|谁|本|上|这|成)|\bteam\b/],
  ['praise', /挺好|真好|不错|满意|点赞|表扬|夸|给力|感谢|很快|挺快|专业|美滋滋|舒坦|比.{1,4}好/],
  [
    'of-us',
    /我们?(?:公司|单位|店|厂|家|这|办公室|老板|领导)|(?:我|俺)(?:的)?(?:号|手机|宽带|卡|网|账|话费|电话|套餐|发票)/,
  ],
  [
    'world',
    /股(?:价|票|市)|大盘|汇率|人民币|比特币|彩票|高铁票|机票|火车票|门票|限行|快递|外卖|翻译|(?:写|作|背)(?:一?[首段篇封个])|诗|代码|程序|python|java|数学|方程|平方根|等于几|加减|首都|朝代?|皇帝|历史|地球|月亮|太阳|宇宙|恐龙|动物|奥运|世界杯|联赛|球队|明星|电影|歌(?:词|手)?|小说|菜谱|红烧|炒|煮|减肥|感冒|失眠|吃什么药|星座|运势|离婚|考研|高考|房价|护照|签证|景点|旅游攻略|气温|多少度|weather|recipe|translate|capital of|flight|movie|poem|joke about|world cup|bitcoin|everest/,
  ],
  [
    'feels',
    /累|困|烦|难受|想哭|崩溃|命苦|开心|高兴|郁闷|心塞|头大|头秃|无聊|美滋滋|舒坦|辞职|太难|真难|倒霉|挨骂|被骂|被训|被夸|夸我|表扬我|请我|送我|拜拜|再见|晚安|周末|下班|放假|生日快乐|新年|恭喜|哈哈|呵呵|嘿嘿|tired|happy|awesome|thanks|cheers|lol/,
  ],
  ['tool', /登记|登|填|输|录入|机器人|这里|功能|用法|使用|教程|说明|指南|命令|菜单|示范|演示|例子|格式|语音|绑定/],
];

const lengths = [3, 7, 14, 24, 60];

function wordCues(message: Message, names: ReadonlyArray<readonly [number, number]>): string[] {
  return lists.flatMap((list) => {
    const hits = message.hits(list).filter((h) => h.code !== 'calm' && !inside(h, names));
    if (hits.length === 0) return [];
    const different = new Set(hits.map((h) => message.folded.slice(h.from, h.to))).size;
    return different === 1 ? [list] : [list, `${list}+`];
  });
}

function timeCues({ ahead, context }: Message): string[] {
  const exact = ahead.filter((t) => t.precision !== 'month' && t.precision !== 'year');
  const marks = new Set(exact.map((time) => timeMark(time, context.now)));
  return [
    ...(marks.has('F') ? ['hour-ahead'] : []),
    ...(marks.has('F') || marks.has('D') ? ['ahead'] : []),
    ...(marks.has('B') ? ['behind'] : []),
    ...(marks.has('E') ? ['either'] : []),
  ];
}

function partyCues({ customers, people }: Parties): string[] {
  const cues: string[] = [];
  const person = people.some((p) => p.score >= 2.5);
  if (customers.length > 0) cues.push('customer');
  if (customers.some((c) => c.customer.id !== null)) cues.push('known');
  if (person) cues.push('person');
  if (customers.length > 0 || person) cues.push('named');
  if ([...customers, ...people].some((p) => p.from <= 12)) cues.push('headed');
  return cues;
}

/** Cues whose meetings mean more than each by itself. */
const meeting: ReadonlySet<string> = new Set([
  ...ways.map(([name]) => name),
  'question',
  'named',
  'speaks',
  'behind',
  'ahead',
  'either',
  'failure',
  'form',
]);

/** With a name, from the customer himself, or asked, every cue may mean something else. */
const turning = ['speaks', 'named', 'question'];

interface Cue {
  name: string;
  alone: Feature;
  /** Its number as the first and as the second of a meeting. */
  first: number;
  second: number;
  meets: boolean;
  turns: boolean;
}

const cues = new Map<string, Cue>();

function cueOf(name: string): Cue {
  const known = cues.get(name);
  if (known) return known;
  const cue = {
    name,
    alone: featureNamed(`#${name}`),
    first: numbered(`#${name}`),
    second: numbered(name),
    meets: meeting.has(name),
    turns: turning.includes(name),
  };
  cues.set(name, cue);
  return cue;
}

function meetings(shown: readonly Cue[]): Feature[] {
  const pairs: Feature[] = [];
  for (const [i, a] of shown.entries())
    for (let k = i + 1; k < shown.length; k++) {
      const b = shown[k];
      if (b && ((a.meets && b.meets) || a.turns || b.turns))
        pairs.push(a.name < b.name ? both(a.first, b.second) : both(b.first, a.second));
    }
  return pairs;
}

/** What a message shows beside its wording; each with a name people can read. */
function cuesOf(message: Message, parties: Parties, acts: readonly Act[]): string[] {
  const { folded, failures, begins } = message;
  const length = folded.trim().length;
  return [
    ...(message.context.speaker === 'customer' ? ['speaks'] : []),
    `length ${lengths.findIndex((most) => length <= most)}`,
    ...wordCues(
      message,
      parties.customers.map((c) => [c.from, c.to]),
    ),
    ...['failure', 'failure+', 'failure++'].slice(0, failures),
    ...partyCues(parties),
    ...timeCues(message),
    ...(/\d{11}/.test(folded) ? ['phone'] : []),
    ...(/\d(?:元|块|钱|万|\s?yuan)/.test(folded) ? ['money'] : []),
    ...(/[吗么没不呢?]\P{L}*$/u.test(folded) ? ['asked-last'] : []),
    ...acts.map((act) => `act ${act}`),
    ...(begins ? ['form', `form ${begins}`] : []),
    ...ways.filter(([, pattern]) => pattern.test(folded)).map(([name]) => name),
  ];
}

/** Everything the intent is weighed by: cues with `#`, and the wording. Each once. */
export function intentFeatures(message: Message, parties: Parties, acts: readonly Act[]): Feature[] {
  const shown = cuesOf(message, parties, acts).map(cueOf);
  return [...shown.map((cue) => cue.alone), ...meetings(shown), ...wordingOf(message, parties)];
}
