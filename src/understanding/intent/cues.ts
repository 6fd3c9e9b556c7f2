import { inside, type Message } from '../message.js';
import type { Parties } from '../names/parties.js';
import type { Act } from '../types.js';
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
]);

/** With a name, from the customer himself, or asked, every cue may mean something else. */
const turning = ['speaks', 'named', 'question'];

function meetings(cues: readonly string[]): string[] {
  const pairs: string[] = [];
  for (const [i, a] of cues.entries())
    for (const b of cues.slice(i + 1))
      if ((meeting.has(a) && meeting.has(b)) || turning.includes(a) || turning.includes(b))
        pairs.push(a < b ? `${a} & ${b}` : `${b} & ${a}`);
  return pairs;
}

/** What a message shows beside its wording; each with a name people can read. */
function cuesOf(message: Message, parties: Parties, acts: readonly Act[]): string[] {
  const { folded, failures } = message;
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
    ...ways.filter(([, pattern]) => pattern.test(folded)).map(([name]) => name),
  ];
}

/** Everything the intent is weighed by: cues with `#`, and the wording. Each once. */
export function intentFeatures(message: Message, parties: Parties, acts: readonly Act[]): string[] {
  const cues = cuesOf(message, parties, acts);
  const named = new Set([...cues, ...meetings(cues)].map((cue) => `#${cue}`));
  return [...named, ...wordingOf(message, parties)];
}
