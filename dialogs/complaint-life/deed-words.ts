import type { ComplaintNotice, Deed } from '../../src/domain/complaint-deed.js';
import { labels } from '../../src/domain/labels.js';
import type { Language } from '../../src/understanding/types.js';
import { shown } from '../engine/answer.js';
import { label } from '../engine/labels.js';
import { instantWords, type TimeFrame } from '../engine/time-words.js';
import type { Button } from '../notice/dialog.js';
import { words } from './values.js';

/** A deed with what stood there before, and people by their ids. */
export interface DeedFacts extends Deed {
  was?: string | null;
  nameOf(staffId: string): string;
}

const shownOfText = 40;

/** What happened, in a few words without the time: 进展「查到是套餐叠加」. Null for what is no step of its own. */
export function deedWords(deed: DeedFacts, frame: TimeFrame): string | null {
  const { kind, facts, text } = deed;
  const { language } = frame;
  const key = `deed.${kind}`;
  if (kind === 'complaint.corrected') return correctedWords(deed, language);
  if (!words.has(key)) return null;
  const quoted = text === null || text === '' ? '' : `「${shown(text, shownOfText)}」`;
  return words.say(language, key, {
    text: quoted,
    department: kind === 'complaint.waiting-for-department' ? (text ?? '') : '',
    until: untilWords(facts.at, frame),
    time: timeOf(facts.at, frame),
    result: codeWords('result', facts.result, language),
    satisfaction: codeWords('satisfaction', facts.satisfaction, language),
    sort: codeWords('sort', facts.sort, language),
    mark: typeof facts.mark === 'string' ? words.say(language, `mark.${facts.mark}`) : '',
    to: typeof facts.ownerId === 'string' ? deed.nameOf(facts.ownerId) : namedIn(facts.to, deed),
    reason: typeof facts.reason === 'string' ? words.say(language, `reason.${facts.reason}`) : '',
  });
}

function namedIn(id: unknown, deed: DeedFacts): string {
  return typeof id === 'string' ? deed.nameOf(id) : '';
}

function timeOf(at: unknown, frame: TimeFrame): string {
  return typeof at === 'string' ? instantWords(Date.parse(at), frame) : '';
}

function untilWords(at: unknown, frame: TimeFrame): string {
  return typeof at === 'string' ? words.say(frame.language, 'deed.until', { time: timeOf(at, frame) }) : '';
}

function codeWords<K extends keyof typeof labels>(kind: K, code: unknown, language: Language): string {
  const known = typeof code === 'string' && code in labels[kind];
  return known ? label(kind, code as keyof (typeof labels)[K] & string, language) : '';
}

/** 更正金额480→460; both values, and long ones only begun. */
function correctedWords({ facts, text, was }: DeedFacts, language: Language): string {
  const field = typeof facts.field === 'string' ? facts.field : 'description';
  const coded = field === 'category' || field === 'emotion' || field === 'severity';
  const plain = field === 'amount';
  const value = (fact: unknown, told: string | null | undefined) => {
    if (coded) return codeWords(field, fact, language);
    if (plain) return String(fact);
    return shown(told ?? '', 16) || words.say(language, 'deed.nothing');
  };
  const unknown = !coded && !plain && was === undefined;
  return words.say(language, unknown ? 'deed.complaint.corrected.now' : 'deed.complaint.corrected', {
    field: words.say(language, `field.${field}`),
    before: value(facts.before, was),
    now: value(facts.now, text),
  });
}

/** What was said of it; a reason that has a name of its own needs no more. */
function textWords({ deed: { text, facts } }: ComplaintNotice): string {
  const named = typeof facts.reason === 'string' && facts.reason !== 'other';
  return text === null || text === '' || named ? '' : `「${shown(text, shownOfText)}」`;
}

/** What a colleague reads of a complaint, with its buttons. */
export function complaintLifeNotice(
  notice: ComplaintNotice,
  nameOf: (staffId: string) => string,
  frame: TimeFrame,
): { text: string; buttons: Button[] } {
  const { kind, complaint, by, to, deed } = notice;
  const { language } = frame;
  const values = {
    id: complaint.id,
    customer: complaint.customerName,
    class: complaint.customerClass ?? '',
    by: by.name,
    to: to?.name ?? '',
    time: instantWords(deed.at - (deed.at % 60_000), frame),
    deed: deedWords({ ...deed, nameOf }, frame) ?? '',
    reason: typeof deed.facts.reason === 'string' ? words.say(language, `reason.${deed.facts.reason}`) : '',
    text: textWords(notice),
    mark: typeof deed.facts.mark === 'string' ? words.say(language, `mark.${deed.facts.mark}`) : '',
    twin: typeof deed.facts.twin === 'string' ? deed.facts.twin : '',
  };
  const text = words.say(language, `notice.${kind}`, values);
  const button = kind === 'reassignment-asked' ? 'button.reassign' : kind === 'twins-in-team' ? 'button.twins' : null;
  if (button === null || !to) return { text, buttons: [] };
  const say = words.say(language, `${button}.say`, values);
  return { text, buttons: [{ title: words.say(language, button, values), say, card: null }] };
}
