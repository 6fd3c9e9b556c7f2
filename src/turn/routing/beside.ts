import { declines, letterCount } from '../../../dialogs/engine/answer.js';
import type { Draft } from '../../../dialogs/engine/draft.js';
import type { FormMeant } from '../../policy/forms/begins.js';
import type { Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import { books } from '../visits/commands.js';
import { asksForWork, isBareDay } from '../work/commands.js';
import { has, looksAsked, type OpenForm, putsOff, type Route, recordIn, takesBack, wantsOn } from './route.js';

/** A form is open: facts and answers are its own; questions, other matters and 取消 are not. */
export function besideRoute(reading: Reading, state: ConversationState, open: OpenForm, meant?: FormMeant): Route {
  return (
    command(reading, state, open) ??
    otherPackForm(reading, open, meant) ??
    otherMatter(reading, open) ??
    doubtAnswered(reading, open) ??
    interruption(reading, state, open) ?? { to: 'form' }
  );
}

/** A small word after a doubtful line answers it. */
function doubtAnswered({ intent }: Reading, { answersCancel }: OpenForm): Route | null {
  const asks = intent === 'policy' || intent === 'help';
  return answersCancel === true && !asks ? { to: 'form' } : null;
}

/** Another form of the pack; while a free text is awaited only one that is named. */
function otherPackForm(reading: Reading, { draft, takesText }: OpenForm, meant?: FormMeant): Route | null {
  const corrects = reading.edits.length > 0 || has(reading, 'deny') || draft.stage === 'changing';
  if (!meant || corrects) return null;
  if (
    draft.stage === 'asking' &&
    (takesText || draft.open === 'demand' || draft.open === 'description') &&
    !(meant.named && headsClause(reading.text, meant.from)) &&
    !forAnother(reading, draft)
  )
    return null;
  const another = meant.form.id !== draft.form || forAnother(reading, draft);
  return another ? { to: 'begin-pack-form', form: meant.form } : null;
}

/** At the head of the message, or of a clause that orders it: 「早点下班了 今天日志弄一下」. */
function headsClause(text: string, from: number): boolean {
  if (from <= 2) return true;
  const before = text.slice(0, from);
  const orders = /^\S{0,6}(?:弄|写|寫|拟|擬|交|报|報|做|填)(?:一?下|了|吧|个|個)?[。!]?$/.test(text.slice(from).trim());
  return orders && /(?:^|[\s,\uFF0C。;])\S{0,4}$/.test(before);
}

function command(reading: Reading, state: ConversationState, open: OpenForm): Route | null {
  const { draft } = open;
  if (open.answersCancel && (has(reading, 'cancel') || givesUp(reading))) return { to: 'form' };
  if (wantsOn(reading) && draft.stage !== 'changing') return { to: 'go-on' };
  if (putsOff(reading) && draft.stage === 'read-back') return { to: 'put-off' };
  const record = recordIn(reading);
  const elsewhere = record !== null || reading.facts.customer !== undefined || reading.times.length > 0;
  if (takesBack(reading) && elsewhere && draft.form !== 'visit-booking') return { to: 'cancel-visit', visitId: record };
  if (takesBack(reading) && draft.form === 'visit-booking' && reading.edits.length === 0 && ofOpenVisit(reading, draft))
    return { to: 'cancel' };
  if ((has(reading, 'cancel') && dropsDraft(reading, open)) || givesUp(reading)) return { to: 'cancel' };
  if (has(reading, 'person') && !(tells(open) && letterCount(reading.text) > 6)) return { to: 'person' };
  if (has(reading, 'more') && state.policy && reading.intent !== 'complaint') return { to: 'policy', detail: true };
  return record !== null && letterCount(reading.text) <= 24 && !tells(open) ? { to: 'record', id: record } : null;
}

/** A free text is being told: what sounds like a command may be part of it (「把短信包取消」, 「要领导道歉」). */
function tells({ draft, takesText }: OpenForm): boolean {
  return takesText === true || draft.open === 'demand' || draft.open === 'description';
}

/** 「取消刚才那个拜访」 while it is being booked: no other customer and no other day is named. */
function ofOpenVisit(reading: Reading, draft: Draft): boolean {
  return !forAnother(reading, draft) && reading.times.length === 0 && recordIn(reading) === null;
}

/** 「算了还是许总」: what is given up is the change, not the matter. */
const onSecondThought =
  /^(?:那)?算了[,\uFF0C\s]*(?:(?:还是|還是)(?!去|要|来|照|不)|就(?:用|按|写|填|这样|这么|交|存|记|报)|先这样|交(?!了)|存|改)/;

/** 「算了不去了」 */
function givesUp({ text, edits }: Reading): boolean {
  return (
    edits.length === 0 &&
    !onSecondThought.test(text) &&
    letterCount(text) <= 8 &&
    /^(?:那|那就|还是|還是)?(?:算了|不去了|不约了|不約了)/.test(text.trim())
  );
}

function dropsDraft({ text, edits }: Reading, open: OpenForm): boolean {
  if (edits.length > 0 || onSecondThought.test(text)) return false;
  const means =
    /[这這那本](?:单|單|个|個|条|條|件|次|趟)|不(?:登|记|記|订|訂|约|約|报|報|录|錄|弄|去|要)了|算了|投诉|投訴|拜访|拜訪|登记|登記|预约|預約|cancel|abort|never ?mind|forget it|quit|stop|exit/i;
  return means.test(text) || letterCount(text) <= (tells(open) ? 3 : 6);
}

/** A whole complaint or visit beside the one that is open, or for another customer. */
function otherMatter(reading: Reading, { draft, takesText }: OpenForm): Route | null {
  const corrects = reading.edits.length > 0 || has(reading, 'deny') || draft.stage === 'changing';
  if (corrects || reading.confidence < 0.6) return null;
  const other = forAnother(reading, draft);
  // What is told in answer to a question of its own may sound like trouble or like a plan.
  const known = other && reading.facts.customer?.id != null;
  const said = /投诉|投訴|拜访|拜訪|complain|visit/i.test(reading.text);
  const plain = isPlainTrouble(reading) || (books(reading) && isArranged(reading));
  if (takesText && draft.stage === 'asking' && !known && !said && !plain) return null;
  // Words of trouble alone (没有发票照片) answer a question of a form the pack declares.
  const ofPack = draft.form !== 'visit-booking' && draft.form !== 'complaint-intake';
  if (ofPack && !named(reading) && !said && !plain) return null;
  if (reading.intent === 'visit' && isWholeVisit(reading) && (other || draft.form !== 'visit-booking'))
    return { to: 'begin', form: 'visit-booking' };
  if (reading.intent === 'complaint' && isWholeComplaint(reading) && (other || draft.form !== 'complaint-intake'))
    return { to: 'begin', form: 'complaint-intake' };
  return null;
}

/** A customer is named; what only may be one (大厅) is not. */
function named({ facts: { customer } }: { facts: Pick<Reading['facts'], 'customer'> }): boolean {
  return customer !== undefined && (customer.id !== null || customer.score >= 0.7);
}

/** Another customer is named than the open form is about. */
export function forAnother({ facts: { customer } }: Reading, { values }: Draft): boolean {
  const open = values.customer;
  if (!customer || !named({ facts: { customer } }) || typeof open !== 'object' || open === null || !('name' in open))
    return false;
  return 'id' in open && (open.id !== null || customer.id !== null)
    ? open.id !== customer.id
    : open.name !== customer.name;
}

/** Somebody is upset about something, told with who it is: no answer to any question. */
function isPlainTrouble({ intent, confidence, facts }: Reading): boolean {
  const who = facts.customer?.id != null || facts.contact !== undefined;
  const felt = facts.emotion !== 'calm' || facts.severity?.value === 'major';
  return intent === 'complaint' && confidence >= 0.85 && who && felt;
}

/** 「跟方总约周四十点」: with whom and when, in the words of an appointment. */
function isArranged({ text, facts }: Reading): boolean {
  return facts.contact !== undefined && facts.start?.precision === 'minute' && /约|約|见|見|去|拜访|上门/.test(text);
}

function isWholeVisit({ facts }: Reading): boolean {
  return facts.start !== undefined && (facts.customer !== undefined || (facts.reasons?.length ?? 0) > 0);
}

function isWholeComplaint({ facts }: Reading): boolean {
  return facts.description !== undefined && (facts.customer !== undefined || facts.category !== undefined);
}

/** What is answered and then left behind; the form goes on. */
function interruption(reading: Reading, state: ConversationState, open: OpenForm): Route | null {
  const { draft, takesText } = open;
  if (reading.edits.length > 0 || has(reading, 'save-now') || declines(reading)) return null;
  if (draft.stage !== 'asking' && has(reading, 'confirm')) return null;
  // What is told at length may sound like the handbook; where a text is awaited only a question is one.
  const asks = !takesText || asksBack(reading) || looksAsked(reading, state) || asksFigure.test(reading.text);
  if ((reading.intent === 'policy' && asks) || (state.interruptions > 0 && state.policy && isFollowUp(reading)))
    return { to: 'policy', detail: false };
  if (reading.intent === 'unknown' && !tells(open) && draft.stage !== 'changing' && looksAsked(reading, state))
    return { to: 'policy', detail: false };
  const wishes = (tells(open) && reading.facts.demand !== undefined) || (takesText && !asksBack(reading));
  const answersDay = draft.stage === 'asking' && isBareDay(reading);
  if (reading.intent === 'task' && reading.confidence >= 0.6 && !wishes && !answersDay && asksForWork(reading))
    return { to: 'my-work' };
  if (reading.intent === 'help') return { to: 'small-talk', kind: 'help' };
  const greets = letterCount(reading.text) <= 4 && (has(reading, 'greeting') || has(reading, 'thanks'));
  return reading.intent === 'smalltalk' || greets ? courtesy(reading) : null;
}

const asksFigure = /多长|几[点天次个号份]|要不要|能不能|是不是|该不该|要求|规定|标准|时限/;

/** A question after one's own work, not a line of text about it. */
function asksBack({ text }: Reading): boolean {
  return /[?\uFF1F吗嗎]|什么|什麼|哪些|哪几|几件|多少|\b(?:what|which|how)\b/i.test(text);
}

/** Thanks, greetings and chat answer no question of the form; a feeling or a time in them may. */
function courtesy(reading: Reading): Route | null {
  if (reading.facts.emotion !== 'calm' || letterCount(reading.text) === 0) return null;
  if (has(reading, 'thanks')) return { to: 'small-talk', kind: 'thanks' };
  if (reading.acts.length > 0 && !has(reading, 'greeting')) return null;
  return reading.times.some((t) => t.precision === 'minute') ? null : { to: 'small-talk', kind: 'here' };
}

/** 「那普通的呢」 after an answer in the middle of a form. */
function isFollowUp(reading: Reading): boolean {
  return /^(那|要是|如果).{1,16}[呢吗嗎?\uFF1F]/.test(reading.text.trim());
}
