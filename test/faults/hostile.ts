import { messageActivity } from '../running-app.js';

/** Numbers from 0 up to 1, the same for the same seed (Mulberry32). */
export function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const deep = (levels: number): unknown => (levels === 0 ? 'x' : { deep: [deep(levels - 1)] });

/** What no channel sends. */
const hostile: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  [],
  {},
  [[]],
  deep(60),
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e反过来\u202c',
  '\u200b\u200b',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(50),
  '投诉'.repeat(4_000),
  'a'.repeat(9_000),
  '１２３４５６７８９０'.repeat(30),
  "'; drop table complaints; --",
  '<script>alert(1)</script>',
  '{{constructor.constructor("return process")()}}',
  '#{process.env.SECRET_KEY}',
  '../../../../etc/passwd',
  'javascript:alert(1)',
  'http://169.254.169.254/latest/meta-data/',
  'file:///etc/passwd',
  '__proto__',
  'constructor',
  { __proto__: { role: 'administrator' } },
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
  { toString: 'no function', valueOf: null },
  { id: { id: 'x' } },
  [{ type: 'mention', mentioned: { id: 'bot' }, text: '<at>' }],
  [{ contentType: 'image/png', contentUrl: 'data:image/png;base64,AAAA', name: '../../x.png' }],
  [{ contentType: 'application/vnd.microsoft.card.adaptive', content: deep(20) }],
  [{ contentUrl: 'http://127.0.0.1:1/', contentType: 'text/html' }],
  '9999-99-99T99:99:99Z',
  '编号 TS-261124-K7Q2',
  '确认',
  '取消',
];

const fields = [
  'type',
  'id',
  'channelId',
  'serviceUrl',
  'deliveryMode',
  'from',
  'recipient',
  'conversation',
  'text',
  'locale',
  'value',
  'name',
  'entities',
  'attachments',
  'channelData',
  'membersAdded',
  'timestamp',
  'localTimestamp',
  'replyToId',
  'textFormat',
  'suggestedActions',
  'from.id',
  'from.name',
  'from.aadObjectId',
  'conversation.id',
  'conversation.isGroup',
  'conversation.conversationType',
  'conversation.tenantId',
  'channelData.tenant',
  'channelData.click',
  '__proto__',
];
const types = [
  'message',
  'invoke',
  'conversationUpdate',
  'event',
  'typing',
  'messageReaction',
  'endOfConversation',
  'trace',
  'x',
];
const invokes = [
  'adaptiveCard/action',
  'message/submitAction',
  'composeExtension/query',
  'task/fetch',
  'signin/verifyState',
  '',
];
const texts = [
  '客户华盛物流投诉:8月多收300元',
  '确认',
  '下周三下午三点去远帆',
  'VIP投诉多久要回',
  '改成',
  '。',
  '480改成460,其他对',
];

/** The n-th body of a seed: an activity with some of its fields spoilt, or no activity at all. */
export function hostileBody(random: () => number, n: number): { body: string; contentType: string } {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const activity = messageActivity(pick(texts), `fuzz-${n % 997}`, `fuzz-${n % 499}`, `f${n}`) as Record<
    string,
    unknown
  >;
  if (random() < 0.3) Object.assign(activity, { type: pick(types), name: pick(invokes), value: pick(hostile) });
  for (let spoilt = 1 + Math.floor(random() * 3); spoilt > 0; spoilt--) spoil(activity, pick(fields), pick(hostile));
  const json = JSON.stringify(random() < 0.03 ? pick(hostile) : activity);
  const body = random() < 0.05 ? json.slice(0, Math.floor(random() * json.length)) : json;
  return { body, contentType: random() < 0.03 ? 'text/plain' : 'application/json' };
}

function spoil(activity: Record<string, unknown>, path: string, value: unknown): void {
  const [name = '', inner] = path.split('.');
  if (inner === undefined) {
    Object.defineProperty(activity, name, { value, enumerable: true, configurable: true, writable: true });
    return;
  }
  const outer = activity[name];
  activity[name] = { ...(typeof outer === 'object' ? outer : {}), [inner]: value };
}
