import type { Complaint } from '../../domain/complaint.js';
import type { Staff } from '../../domain/staff.js';
import type { Reading } from '../../understanding/types.js';
import { chases, headedByDepartment, looksInto, type Meant, pointsAtRecord, speaksOfThem } from './commands.js';
import { type ComplaintSearch, numberIn } from './search.js';

/** Complaints a message may be about; `unknown` where what is named is not the speaker's to see; undefined where it is about none. */
export type Target = Complaint[] | 'unknown' | undefined;

export interface Spoken {
  search: ComplaintSearch;
  /** The record told last. */
  record: string | null;
  /** It was told a moment ago. */
  justNow: boolean;
}

/** He came back, he threatens: no trouble of its own. */
const news: ReadonlySet<Meant['kind']> = new Set(['threat', 'reopen', 'note']);

/** News of what was done or heard, not of a decision. */
const told: ReadonlySet<Meant['kind']> = new Set(['note', 'explain', 'answer', 'reopen', 'resume', 'threat', 'wait']);

export async function targetOf(
  meant: Meant,
  reading: Reading,
  {
    search,
    record,
    justNow,
    colleagues,
    department,
  }: Spoken & { colleagues: readonly Staff[]; department: string | null },
): Promise<Target> {
  const { text, intent, confidence, facts } = reading;
  const number = numberIn(text);
  if (number !== null) {
    const one = await search.byNumber(number);
    return one ? [one] : 'unknown';
  }
  if (/\bBF-\d{6}-/i.test(text)) return undefined;
  const points = pointsAtRecord(text);
  // Words of a plain command are sometimes taken for the name of a firm nobody knows.
  const doubtful = meant.sure && facts.customer?.id === null && facts.customer.score < 0.7;
  const named = facts.customer !== undefined && !doubtful;
  const somebody = named || facts.contact !== undefined;
  // What is still wished (要求今天退费) nobody has done yet.
  const refused = meant.kind === 'answer' && meant.result === 'refused' && facts.category === undefined;
  const replied =
    meant.kind === 'department-replied' && facts.emotion === 'calm' && headedByDepartment(text, department);
  const ownDoing =
    refused ||
    replied ||
    meant.kind === 'explain' ||
    (meant.kind === 'note' && looksInto(text)) ||
    (meant.kind === 'answer' && facts.demand === undefined);
  const same = (meant.kind === 'threat' && facts.category === undefined) || (meant.kind === 'reopen' && chases(text));
  const presses = justNow && record?.startsWith('TS-') === true && !somebody && speaksOfThem(text);
  const newOne =
    intent === 'complaint' &&
    confidence >= 0.75 &&
    (facts.description?.length ?? 0) > 8 &&
    !ownDoing &&
    !same &&
    !(presses && news.has(meant.kind));
  if (((newOne && (somebody || !meant.sure)) || meant.kind === 'status') && !points) return undefined;
  // 「客户名错了,是华盛物流」 names what is right, not what is meant.
  if (meant.kind === 'correct' && !points && meant.edits.some(({ to }) => to.includes(facts.customer?.said ?? '\n')))
    return await spokenOf(meant, reading, points, { search, record, justNow });
  const found = await search.named(reading, meant.kind === 'reassign' ? givers(text, colleagues) : colleagues);
  if (found.length === 0 && meant.kind === 'reassign' && givers(text, colleagues).length > 0) return 'unknown';
  if (found.length > 0) return fitting(found, meant);
  if (somebody && !(replied && facts.customer?.id == null))
    return points && (meant.kind === 'status' || meant.kind === 'reassign') ? 'unknown' : undefined;
  return await spokenOf(meant, reading, points, { search, record, justNow });
}

/** Of two colleagues the one whose complaints are given away: 「陈琪手上的转给高翔」. */
function givers(text: string, colleagues: readonly Staff[]): readonly Staff[] {
  if (colleagues.length < 2) return [];
  return colleagues.filter(({ name }) =>
    /^(?:的|手上|手里|手头|名下|那)/.test(text.slice(text.indexOf(name) + name.length)),
  );
}

/** Nobody is named: the complaint spoken of last, else one of those that are open. */
async function spokenOf(
  { kind, sure }: Meant,
  { intent, text, times }: Reading,
  points: boolean,
  { search, record, justNow }: Spoken,
): Promise<Complaint[] | undefined> {
  const asked = (intent === 'policy' || intent === 'help' || intent === 'smalltalk') && !sure;
  const elsewhere = (intent === 'visit' && kind !== 'department-replied') || asked;
  const agrees = times.some(({ precision }) => precision === 'minute');
  const goesOn = justNow && told.has(kind) && speaksOfThem(text) && !agrees;
  const unsaid = !sure && !points && !goesOn && kind !== 'correct' && kind !== 'attach';
  if ((elsewhere && !points && !goesOn) || unsaid || (!points && text.length > 60)) return undefined;
  const last = record?.startsWith('TS-') ? await search.byNumber(record) : undefined;
  if (last) return [last];
  if (kind === 'correct' || /[?\uFF1F]/.test(text)) return undefined;
  const open = await search.ownOpen();
  return open.length > 0 ? open : undefined;
}

/** Open ones before those that are over, but for what is said of a complaint that is over. */
function fitting(named: readonly Complaint[], { kind, sure }: Meant): Complaint[] {
  const over = ({ state }: Complaint) => state === 'closed' || state === 'withdrawn';
  const wantsOver = (kind === 'reopen' && sure) || kind === 'follow-up';
  const first = named.filter((each) => over(each) === wantsOver);
  const waiting = kind === 'follow-up' ? first.filter(({ followedUpAt }) => followedUpAt === null) : [];
  return [waiting, first, [...named]].find((found) => found.length > 0) ?? [];
}

/** By its number, its place in the list, or words of it. */
export function chosenFrom(among: ReadonlyArray<{ id: string; name: string }>, text: string) {
  const said = text.trim();
  const upper = said.toUpperCase();
  const byNumber = among.find(({ id }) => upper.includes(id) || upper.includes(id.slice(-4)));
  if (byNumber) return byNumber;
  const place = /^(?:第)?([一二三四1234])(?:个|個|单|單|件|条|條)?$|^(最后|最後|后面|後面)/.exec(said);
  if (place) return place[1] ? among['一二三四1234'.indexOf(place[1]) % 4] : among.at(-1);
  const words = said.replace(/[那的这這个個单單]+$/, '');
  const fits = words.length > 1 ? among.filter(({ name }) => name.includes(words)) : [];
  return fits.length === 1 ? fits[0] : undefined;
}
