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

/** Names people write for facts, beside the codes. */
const factNames: Record<string, string> = {
  客户类别: 'customerClass',
  客户等级: 'customerClass',
  客户级别: 'customerClass',
  类别: 'customerClass',
  等级: 'customerClass',
  严重程度: 'severity',
  是否重大: 'severity',
  VIP: 'vip',
  tier: 'segment',
  是否VIP: 'vip',
  VIP等级: 'vipTier',
  卡级: 'vipTier',
  客户性质: 'segment',
  性质: 'segment',
  紧急: 'urgent',
  是否紧急: 'urgent',
  种类: 'kind',
  承诺日期: 'promisedAt',
  承诺时间: 'promisedAt',
  约定时间: 'at',
  已收集数: 'collected',
  已收齐: 'allImportantCollected',
  负责人: 'ownerId',
  角色: 'role',
};

type Reader = (value: FactValue) => FactValue | undefined;

const yes = new Set<FactValue>([
  true,
  1,
  'true',
  'yes',
  'y',
  '1',
  '是',
  '对',
  '有',
  '真',
  'VIP',
  'vip',
  '紧急',
  '加急',
  '急',
  '重大',
  'vip客户',
  '钻卡',
  '金卡',
  '钻石卡',
  'diamond',
  'gold',
  '重大投诉',
]);
const no = new Set<FactValue>([
  false,
  0,
  'false',
  'no',
  'n',
  '0',
  '否',
  '不是',
  '没有',
  '无',
  '假',
  '不紧急',
  '不急',
  '普通',
  '一般',
  '非VIP',
  '非vip',
  '普通客户',
]);

const flag: Reader = (value) => {
  const said = typeof value === 'string' ? value.trim() : value;
  const lower = typeof said === 'string' ? said.toLowerCase() : said;
  if (yes.has(said) || yes.has(lower)) return true;
  return no.has(said) || no.has(lower) ? false : undefined;
};

/** Codes, their Chinese labels, and further words for the same. */
function coded(codes: readonly string[], names: Record<string, string>, more: Record<string, string> = {}): Reader {
  const byWord = new Map<string, string>(Object.entries(more));
  for (const code of codes) byWord.set(code, code).set(names[code] ?? code, code);
  return (value) =>
    typeof value === 'string' ? (byWord.get(value.trim()) ?? byWord.get(value.trim().toLowerCase())) : undefined;
}

/** A1 … C, or the bare letter where only that was said; 「A类」 and 「a1」 are the same. */
const customerClass: Reader = (value) => {
  const said = String(value)
    .trim()
    .toUpperCase()
    .replace(/(类|级|类客户|级客户)$/, '');
  return /^(A|A1|A2|B|B1|B2|C)$/.test(said) ? said : undefined;
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
  实物: 'goods',
  实物类: 'goods',
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
    read: coded(severities, labels.severity, { 普通: 'ordinary', 重大投诉: 'major', 普通投诉: 'ordinary' }),
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

/**
 * Facts as people hand them in, read into codes: names and values may be codes of the glossary or Chinese labels. Unknown
 * names pass as they are; a known one with a value that cannot be read is `invalid-input`.
 */
export function readFacts(given: FactMap, timeZone: string): FactMap {
  const facts: FactMap = {};
  for (const [said, value] of Object.entries(given)) {
    const name = nameOf(said, value);
    facts[name] = value === null ? null : readFact(name, value, timeZone);
  }
  // A card makes a VIP, unless told otherwise.
  if (facts.vip === undefined && (facts.vipTier === 'diamond' || facts.vipTier === 'gold')) facts.vip = true;
  return facts;
}

/** 「政府」 is said where a class is asked for, and means the segment. */
function nameOf(said: string, value: FactValue): string {
  const name = factNames[said] ?? said;
  const isSegment =
    name === 'customerClass' && typeof value === 'string' && /^(政府|党政|government)/i.test(value.trim());
  return isSegment ? 'segment' : name;
}

function readFact(name: string, value: string | number | boolean, timeZone: string): FactValue {
  if (instants.has(name)) return new Date(readInstant(value, timeZone, `facts.${name}`)).toISOString();
  const reader = readers[name];
  if (!reader) return value;
  const read = reader.read(value);
  if (read === undefined) throw new AppError('invalid-input', `facts.${name} is not understood; write ${reader.write}`);
  return read;
}

const isoInstant = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Epoch ms of an ISO instant; without an offset it is local time, a bare day its midnight. `invalid-input` names the field. */
export function readInstant(value: unknown, timeZone: string, field: string): number {
  const match = typeof value === 'string' ? isoInstant.exec(value.trim()) : null;
  const [, day = '', minutes = '00:00', seconds = '00', offset] = match ?? [];
  const wall = `${minutes}:${seconds}`;
  const real = new Date(`${day}T${wall}Z`).toJSON()?.startsWith(day) === true;
  const at = !real ? Number.NaN : offset ? Date.parse(`${day}T${wall}${offset}`) : instantOf(day, timeZone, wall);
  if (Number.isNaN(at))
    throw new AppError('invalid-input', `${field} is no instant; write ISO 8601 such as 2026-11-24T16:50:00+08:00`);
  return at;
}
