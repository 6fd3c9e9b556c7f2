import type { FactMap, FactValue } from '../domain/event.js';
import { contactRoles, labels, segments, severities, vipTiers } from '../domain/labels.js';
import { AppError } from '../errors.js';
import { instantOf } from './local-time.js';

/** Facts by name; those nobody told are absent. */
export function pick(names: readonly string[], facts: FactMap): FactMap {
  const picked: FactMap = {};
  for (const name of names) {
    const value = facts[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

/** How words are compared: 「Ａ 类」 is 「a类」, `customer_class` is `customerclass`. */
function plain(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}

/** Names people write for facts, beside the codes. */
const factWords: Record<string, string> = {
  客户类别: 'customerClass',
  客户等级: 'customerClass',
  客户级别: 'customerClass',
  集团级别: 'customerClass',
  类别: 'customerClass',
  class: 'customerClass',
  等级: 'customerClass',
  严重程度: 'severity',
  是否重大: 'severity',
  是否VIP: 'vip',
  VIP客户: 'vip',
  VIP等级: 'vipTier',
  VIP级别: 'vipTier',
  卡级: 'vipTier',
  tier: 'segment',
  客户性质: 'segment',
  性质: 'segment',
  紧急: 'urgent',
  是否紧急: 'urgent',
  种类: 'kind',
  业务种类: 'kind',
  承诺日期: 'promisedAt',
  承诺时间: 'promisedAt',
  约定时间: 'at',
  已收集数: 'collected',
  已收齐: 'allImportantCollected',
  负责人: 'ownerId',
  角色: 'role',
};

function byPlainWord(words: Record<string, string>): Map<string, string> {
  return new Map(Object.entries(words).map(([word, code]) => [plain(word), code]));
}

type Reader = (value: FactValue) => FactValue | undefined;

const yes = new Set(
  [
    'true 1 yes y 是 对 有 真 VIP VIP客户 钻卡 金卡 钻石卡 diamond gold',
    '紧急 加急 急 特急 urgent 重大 重大投诉 major',
  ].flatMap((words) => words.split(' ').map(plain)),
);
const no = new Set(
  'false 0 no n 否 不是 没有 无 假 none 不紧急 不急 普通 一般 非VIP 普通客户 非紧急 ordinary normal'
    .split(' ')
    .map(plain),
);

const flag: Reader = (value) => {
  const said = plain(String(value));
  return yes.has(said) ? true : no.has(said) ? false : undefined;
};

/** Codes, their Chinese labels, and further words for the same. */
function coded(codes: readonly string[], names: Record<string, string>, more: Record<string, string> = {}): Reader {
  const own = codes.flatMap((code) => [[code, code] as const, [names[code] ?? code, code] as const]);
  const byWord = byPlainWord({ ...more, ...Object.fromEntries(own) });
  return (value) => (typeof value === 'string' ? byWord.get(plain(value)) : undefined);
}

/** A1 … C, or the bare letter where only that was said; 「A类」 and 「a1」 are the same. */
const customerClass: Reader = (value) => {
  const said = plain(String(value)).replace(/^class|(类|级|等)?(集团)?(客户)?$/g, '');
  return /^(a|a1|a2|b|b1|b2|c)$/.test(said) ? said.toUpperCase() : undefined;
};

const count: Reader = (value) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
};

const government = {
  政府重要客户: 'government',
  政府客户: 'government',
  党政: 'government',
  双跨集团: 'dual-span',
  行业标杆: 'benchmark',
  标杆企业: 'benchmark',
};
const noSegment = {
  普通: 'ordinary',
  一般: 'ordinary',
  无: 'ordinary',
  企业: 'ordinary',
  none: 'ordinary',
  ordinary: 'ordinary',
};
const cards = {
  钻石: 'diamond',
  钻石卡: 'diamond',
  钻: 'diamond',
  金: 'gold',
  VIP钻卡: 'diamond',
  VIP金卡: 'gold',
  银卡: 'none',
  silver: 'none',
  普通卡: 'none',
  无: 'none',
  none: 'none',
};
const kinds = {
  卡: 'card',
  卡类: 'card',
  补卡: 'card',
  换卡: 'card',
  补换卡: 'card',
  SIM卡: 'card',
  卡类业务: 'card',
  货: 'goods',
  货物: 'goods',
  货品: 'goods',
  实物: 'goods',
  实物类: 'goods',
  实物类业务: 'goods',
  实物优惠: 'goods',
  手机: 'goods',
  上网卡: 'goods',
  数据卡: 'goods',
  购机: 'goods',
};

/** How each fact is read; null stands for what nobody knows. */
const readers: Record<string, { read: Reader; write: string }> = {
  vip: { read: flag, write: 'true or false (是/否)' },
  urgent: { read: flag, write: 'true or false (是/否)' },
  allImportantCollected: { read: flag, write: 'true or false (是/否)' },
  severity: {
    read: coded(severities, labels.severity, {
      普通: 'ordinary',
      normal: 'ordinary',
      general: 'ordinary',
      一般投诉: 'ordinary',
      普通投诉: 'ordinary',
      否: 'ordinary',
      重大投诉: 'major',
      是: 'major',
    }),
    write: 'ordinary or major (一般/重大)',
  },
  customerClass: { read: customerClass, write: 'A, A1, A2, B, B1, B2 or C' },
  vipTier: { read: coded(vipTiers, labels.vipTier, cards), write: 'diamond or gold (钻卡/金卡)' },
  segment: {
    read: coded(segments, labels.segment, { ...government, ...noSegment }),
    write: 'government, dual-span or benchmark (政府/双跨/标杆)',
  },
  kind: { read: coded(['card', 'goods'], {}, kinds), write: 'card or goods (卡类/实物类)' },
  collected: { read: count, write: 'a number' },
  role: {
    read: coded(contactRoles, labels.contactRole),
    write: 'key-person, liaison or member (关键人/联系人/普通成员)',
  },
};

/** Instants among the facts. */
const instants = new Set(['at', 'promisedAt']);

const known = byPlainWord({
  ...Object.fromEntries([...Object.keys(readers), ...instants, 'ownerId'].map((name) => [name, name])),
  ...factWords,
});

/** What stands for nobody having told. */
const unsaid = new Set(['', '未说', '未知', '不详', '不知道', 'unknown', 'null']);

/**
 * Facts as people hand them in, read into codes: names and values may be codes of the glossary or Chinese labels, in any
 * case and width. Further names pass as they are; one that is nearly a known one, and a known one with a value that cannot
 * be read, are `invalid-input`.
 */
export function readFacts(given: FactMap, timeZone: string): FactMap {
  const facts: FactMap = {};
  for (const [said, value] of Object.entries(given)) {
    const name = nameOf(said, value);
    const isUnsaid = value === null || (typeof value === 'string' && unsaid.has(plain(value)));
    facts[name] = isUnsaid ? null : readFact(name, value, timeZone);
  }
  // A card makes a VIP, unless told otherwise.
  const tier = facts.vipTier;
  if (facts.vip === undefined && (tier === 'diamond' || tier === 'gold')) facts.vip = true;
  return facts;
}

/** Whether `due` knows a fact by this name whatever the pack asks for. */
export function isKnownFact(said: string): boolean {
  return known.has(plain(said));
}

/** 「政府」 is said where a class is asked for, and means the segment. */
function nameOf(said: string, value: FactValue): string {
  const name = known.get(plain(said)) ?? said;
  const meant = name === said ? slipOf(said) : undefined;
  if (meant) throw new AppError('invalid-input', `facts.${said} is not known; write facts.${meant}`);
  const isSegment =
    name === 'customerClass' && typeof value === 'string' && /^(政府|党政|government)/i.test(value.trim());
  return isSegment ? 'segment' : name;
}

/** The code a name misses by one letter left out, put in, changed or swapped: `severty`. Short ones are too near to others. */
function slipOf(said: string): string | undefined {
  const word = plain(said);
  if (known.has(word)) return undefined;
  return [...Object.keys(readers), ...instants].find((name) => name.length > 4 && isSlip(word, plain(name)));
}

function isSlip(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [a, b] = [one.slice(start), other.slice(start)];
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) || swapped;
}

function readFact(name: string, value: string | number | boolean, timeZone: string): FactValue {
  if (instants.has(name)) {
    // What is agreed or promised for a day holds to its end.
    const at =
      typeof value === 'string' && /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(value) ? `${value.trim()}T23:59:59` : value;
    return new Date(readInstant(at, timeZone, `facts.${name}`)).toISOString();
  }
  const reader = readers[name];
  if (!reader) return value;
  const read = reader.read(value);
  if (read === undefined) throw new AppError('invalid-input', `facts.${name} is not understood; write ${reader.write}`);
  return read;
}

const isoInstant = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Epoch ms of an ISO instant; without an offset it is local time, a bare day its midnight. `invalid-input` names the field. */
export function readInstant(value: unknown, timeZone: string, field: string): number {
  const match = typeof value === 'string' ? isoInstant.exec(value.trim()) : null;
  const [, day = '', minutes = '00:00', seconds = '00', offset] = match ?? [];
  const wall = `${minutes}:${seconds}`;
  const real = new Date(`${day}T${wall}Z`).toJSON()?.startsWith(day) === true;
  const zone = offset && (offset.length === 3 ? `${offset}:00` : offset.toUpperCase());
  const at = !real ? Number.NaN : zone ? Date.parse(`${day}T${wall}${zone}`) : instantOf(day, timeZone, wall);
  if (Number.isNaN(at))
    throw new AppError('invalid-input', `${field} is no instant; write ISO 8601 such as 2026-11-24T16:50:00+08:00`);
  return at;
}
