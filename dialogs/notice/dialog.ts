import type { Complaint } from '../../src/domain/complaint.js';
import type { SubjectName } from '../../src/domain/subject-names.js';
import type { Notice } from '../../src/domain/use-case.js';
import type { Language } from '../../src/understanding/types.js';
import { shown } from '../engine/answer.js';
import { label } from '../engine/labels.js';
import { instantWords, type TimeFrame } from '../engine/time-words.js';
import { loadWords } from '../engine/words.js';

export const noticeWords = loadWords('notice');
const words = noticeWords;

/** A button of a message that nobody asked for: what it says in words, and the card it stands for, if it needs one. */
export interface Button {
  title: string;
  say: string;
  card: string | null;
  /** It stands among buttons of other cards, in a message for several. */
  among?: boolean;
}

/** Tells a colleague of a complaint. Contact and number stay out of it; the story is for the supervisor's report alone. */
export function complaintNotice(notice: Notice, complaint: Complaint, owner: string, frame: TimeFrame): string {
  const { language } = frame;
  return words.say(language, notice.kind, {
    id: complaint.id,
    customer: complaint.customerName,
    class: complaint.customerClass ?? '',
    story: shown(complaint.description, 24),
    owner,
    time: instantWords(complaint.acceptedAt - (complaint.acceptedAt % 60_000), frame),
    category: label('category', complaint.category, language),
    severity: label('severity', complaint.severity, language),
  });
}

/** What an obligation is called. */
export interface DutyName extends SubjectName {
  title: string;
  /** 「已回了」 for answers to customers, 「交了」 for what is handed in, 「办好了」 for everything else. */
  act: 'answered' | 'done' | 'submitted';
}

export interface AlertFacts extends DutyName {
  dueAt: number;
  owner: string;
  /** As whom the reader is told. */
  to: 'owner' | 'supervisor' | 'next-level';
  /** Whether the due time is still to come. */
  step: 'before' | 'passed';
  /** Whom the reader stands in for. */
  absent: string | null;
  supervisor: string;
}

/** `远帆食品王芳:处理并答复投诉`. */
export function dutyWords(name: DutyName, language: Language): string {
  const { title, customer, contact } = name;
  if (!customer) return words.say(language, 'duty', { title });
  const joint = language === 'en' && contact ? ' ' : '';
  return words.say(language, 'duty.who', { who: `${customer}${joint}${contact ?? ''}`, title });
}

/** One alert, and the same without the hint where several stand together. */
export function alertWords(facts: AlertFacts, frame: TimeFrame): { text: string; item: string } {
  const { language } = frame;
  const { owner, absent, supervisor, recordId } = facts;
  const values = { duty: dutyWords(facts, language), time: instantWords(facts.dueAt, frame), owner, supervisor };
  const number = recordId === null ? '' : words.say(language, 'number', { id: recordId });
  const joint = language === 'en' ? ' ' : '';
  const item = [words.say(language, keyOf(facts), { ...values, absent: absent ?? '' }), number]
    .filter(Boolean)
    .join(joint);
  return { item, text: facts.to === 'owner' ? `${item}${joint}${words.say(language, `hint.${facts.act}`)}` : item };
}

function keyOf({ to, step, absent }: AlertFacts): string {
  if (to === 'owner') {
    if (step === 'passed') return 'reminder.passed';
    return absent === null ? 'reminder.before' : 'reminder.stand-in';
  }
  if (step === 'before') return 'reminder.of';
  return to === 'supervisor' ? 'breach.supervisor' : 'breach.above';
}

/** What the owner may tap: that it is done, or that the supervisor is wanted. */
export function actButtons(name: DutyName, card: string, language: Language): Button[] {
  const keys = name.act === 'submitted' ? ['button.submitted'] : [`button.${name.act}`, 'button.supervisor'];
  return keys.map((key) => {
    const title = words.say(language, key);
    return { title, say: title, card };
  });
}

/** Lines shown of a message that stands for many. */
const shownAtMost = 6;

export interface AlertItem {
  item: string;
  kind: 'before' | 'breach';
}

/** Many alerts at once to one person are one message: what was missed first. */
export function manyWords(items: readonly AlertItem[], language: Language): string {
  const ordered = [...items].sort((a, b) => Number(b.kind === 'breach') - Number(a.kind === 'breach'));
  const shown = ordered.slice(0, shownAtMost);
  const lines = (['breach', 'before'] as const).flatMap((kind) => {
    const own = shown.filter((each) => each.kind === kind);
    return own.length > 0 ? [words.say(language, `many.${kind}`), ...own.map((each) => each.item)] : [];
  });
  const left = items.length - shown.length;
  if (left > 0) lines.push(words.say(language, 'many.more', { count: left }));
  return lines.join('\n');
}

export function unreachableWords(name: string, language: Language): string {
  return words.say(language, 'unreachable', { name });
}
