import { letterCount } from '../../../dialogs/engine/answer.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import { liesAhead } from '../../../dialogs/pack-form/told-times.js';
import { recordNumberIn } from '../../domain/record-number.js';
import type { Staff } from '../../domain/staff.js';
import { asks, FormMatcher, type FormMeant } from '../../policy/forms/begins.js';
import type { PackForm } from '../../policy/forms/types.js';
import type { Pack } from '../../policy/types.js';
import { fold } from '../../understanding/fold.js';
import type { Intent, Reading } from '../../understanding/types.js';
import { likeliestForm } from './form-likeness.js';

/** The form of the pack a message begins (behind the name of one of `colleagues` too), where nothing it says speaks for another matter. */
export function packFormMeant(
  pack: Pack,
  reading: Reading,
  context: FormContext,
  colleagues: readonly Pick<Staff, 'name'>[] = [],
): FormMeant | undefined {
  if (pack.forms.length === 0) return undefined;
  const matcher = FormMatcher.of(pack.forms);
  const text = fold(reading.text).trim();
  // 「陈琪请假」: of whom it is stands before its name.
  const whose = colleagues.find(({ name }) => text.startsWith(name) && text.length > name.length)?.name ?? '';
  const meant = matcher.meant(text) ?? (whose === '' ? undefined : matcher.meant(text.slice(whose.length)));
  return meant && !speaksForAnother(meant, reading, context) ? meant : undefined;
}

/** So like it must be; the more so where it is kept without being read back, or is taken for another matter. */
const likely = 0.2;
const surely = 0.45;
const quiteSurely = 0.7;
/** What is given up is told of nothing. */
const takesBack = /^(?:取消|撤|不要|不用|别|把.{0,10}(?:取消|撤|删))/;
const others: ReadonlySet<Intent> = new Set(['complaint', 'visit', 'policy']);
/** Fewer letters answer a question, they tell of nothing. */
const leastLetters = 4;

/** A form whose words do not stand in the message, but which is told of as such things are: where nobody else has it. */
export function packFormLike(pack: Pack, reading: Reading, context: FormContext): FormMeant | undefined {
  const { text, acts, edits, intent, confidence, facts } = reading;
  if (edits.length > 0 || acts.length > 0 || letterCount(text) < leastLetters) return undefined;
  if (complains.test(text) || upset.has(facts.emotion)) return undefined;
  if (asks(fold(text)) || takesBack.test(text) || recordNumberIn(text) !== null) return undefined;
  const like = likeliestForm(pack, reading);
  const form = like && pack.forms.find(({ id }) => id === like.id);
  const agreed = form !== undefined && FormMatcher.of(pack.forms).meant(fold(text))?.form === form;
  const doubted = form?.saves === 'at-once' || (others.has(intent) && confidence >= 0.75);
  if (!form || like.share < (doubted && !agreed ? surely : likely)) return undefined;
  const waits = form.fields.some(({ tense }) => tense === 'ahead');
  if (intent === 'visit' && !waits && like.share < quiteSurely && liesAhead(reading, context)) return undefined;
  return { form, score: Math.round(like.share * 100), by: 'like', named: false, from: 0, to: text.length };
}

function speaksForAnother({ form, by, score, from, to }: FormMeant, reading: Reading, context: FormContext): boolean {
  const { intent, confidence } = reading;
  // A question is none of the matcher's; what is told at some length is no heading of the handbook either.
  if ((intent === 'policy' || intent === 'help') && confidence >= 0.6)
    return by === 'name' || (by === 'told' && score < 4);
  if (intent === 'complaint') return by !== 'order' && !goesBefore(form, reading, from);
  const waits = form.fields.some(({ tense }) => tense === 'ahead');
  const isDone = /[了过過完]/.test(reading.text.slice(from, to + 1));
  if (intent === 'visit' && !waits && !isDone && liesAhead(reading, context)) return true;
  return form.tense === 'past' && by === 'told' && !isOver(reading.text);
}

/** Something done: said to be, or of a time that is over. */
function isOver(text: string): boolean {
  if (/^(?:我)?(?:约|約|安排|准备|準備|打算|想)/.test(text.trim())) return false;
  return /[了过過完好]|刚|剛|已|昨|今天|今早|上午|中午|下午|刚才|\b(?:\w+ed|was|were|had|went|got|sent|held|met|took)\b|\d/i.test(
    text,
  );
}

/** Words of a form in a message that sounds like trouble: only where nobody is upset and nobody complains. */
function goesBefore({ beforeComplaint, tense }: PackForm, { text, facts, confidence }: Reading, from: number): boolean {
  if (complains.test(text) || upset.has(facts.emotion)) return false;
  // 「参加了培训,讲云专线卖点」: what one did oneself stands at the head, and no customer wants anything.
  const ownDoing = from === 0 && tense === 'past' && facts.customer?.id == null && facts.demand === undefined;
  return beforeComplaint || ownDoing || confidence < 0.75;
}

const upset: ReadonlySet<string> = new Set(['angry', 'agitated', 'sad', 'disappointed']);
const complains =
  /投诉|投訴|客诉|客訴|发火|發火|不满|不滿|没人|沒人|用不了|没声|沒聲|不通|断了|斷了|坏了|壞了|退[钱錢费費款]|赔|賠|complain/i;
