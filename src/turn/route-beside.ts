import { declines, letterCount } from '../../dialogs/engine/answer.js';
import type { Draft } from '../../dialogs/engine/draft.js';
import type { Reading } from '../understanding/types.js';
import type { ConversationState } from './conversation-state.js';
import { has, looksAsked, type Route, recordIn, takesBack } from './route.js';

/** A form is open: facts and answers are its own; questions, other matters and 取消 are not. */
export function besideRoute(reading: Reading, state: ConversationState, draft: Draft): Route {
  return (
    command(reading, state, draft) ??
    otherMatter(reading, draft) ??
    interruption(reading, state, draft) ?? { to: 'form' }
  );
}

function command(reading: Reading, state: ConversationState, draft: Draft): Route | null {
  const record = recordIn(reading);
  const elsewhere = record !== null || reading.facts.customer !== undefined || reading.times.length > 0;
  if (takesBack(reading) && elsewhere && draft.form !== 'visit-booking') return { to: 'cancel-visit', visitId: record };
  if ((has(reading, 'cancel') && dropsDraft(reading, draft)) || givesUp(reading)) return { to: 'cancel' };
  if (has(reading, 'person') && !(tells(draft) && letterCount(reading.text) > 6)) return { to: 'person' };
  if (has(reading, 'more') && state.policy && reading.intent !== 'complaint') return { to: 'policy', detail: true };
  return record !== null && letterCount(reading.text) <= 24 && !tells(draft) ? { to: 'record', id: record } : null;
}

/** A free text is being told: what sounds like a command may be part of it (「把短信包取消」, 「要领导道歉」). */
function tells(draft: Draft): boolean {
  return draft.open === 'demand' || draft.open === 'description';
}

/** 「算了不去了」 */
function givesUp({ text, edits }: Reading): boolean {
  return (
    edits.length === 0 &&
    letterCount(text) <= 8 &&
    /^(?:那|那就|还是|還是)?(?:算了|不去了|不约了|不約了)/.test(text.trim())
  );
}

function dropsDraft({ text, edits }: Reading, draft: Draft): boolean {
  if (edits.length > 0) return false;
  const means =
    /[这這那本](?:单|單|个|個|条|條|件|次|趟)|不(?:登|记|記|订|訂|约|約|报|報|录|錄|弄|去|要)了|算了|投诉|投訴|拜访|拜訪|登记|登記|预约|預約|cancel|abort|never ?mind|forget it|quit|stop|exit/i;
  return means.test(text) || letterCount(text) <= (tells(draft) ? 3 : 6);
}

/** A whole complaint or visit beside the one that is open, or for another customer. */
function otherMatter(reading: Reading, draft: Draft): Route | null {
  const corrects = reading.edits.length > 0 || has(reading, 'deny') || draft.stage === 'changing';
  if (corrects || reading.confidence < 0.6) return null;
  const other = forAnother(reading, draft);
  if (reading.intent === 'visit' && isWholeVisit(reading) && (other || draft.form !== 'visit-booking'))
    return { to: 'begin', form: 'visit-booking' };
  if (reading.intent === 'complaint' && isWholeComplaint(reading) && (other || draft.form !== 'complaint-intake'))
    return { to: 'begin', form: 'complaint-intake' };
  return null;
}

function forAnother({ facts: { customer } }: Reading, { values }: Draft): boolean {
  const open = values.customer;
  if (!customer || typeof open !== 'object' || open === null || !('name' in open)) return false;
  return 'id' in open && (open.id !== null || customer.id !== null)
    ? open.id !== customer.id
    : open.name !== customer.name;
}

function isWholeVisit({ facts }: Reading): boolean {
  return facts.start !== undefined && (facts.customer !== undefined || (facts.reasons?.length ?? 0) > 0);
}

function isWholeComplaint({ facts }: Reading): boolean {
  return facts.description !== undefined && (facts.customer !== undefined || facts.category !== undefined);
}

/** What is answered and then left behind; the form goes on. */
function interruption(reading: Reading, state: ConversationState, draft: Draft): Route | null {
  if (reading.edits.length > 0 || has(reading, 'save-now') || declines(reading)) return null;
  if (draft.stage !== 'asking' && has(reading, 'confirm')) return null;
  if (reading.intent === 'policy' || (state.interruptions > 0 && state.policy && isFollowUp(reading)))
    return { to: 'policy', detail: false };
  if (reading.intent === 'unknown' && !tells(draft) && draft.stage !== 'changing' && looksAsked(reading, state))
    return { to: 'policy', detail: false };
  const wishes = tells(draft) && reading.facts.demand !== undefined;
  if (reading.intent === 'task' && reading.confidence >= 0.6 && !wishes) return { to: 'my-work' };
  if (reading.intent === 'help') return { to: 'small-talk', kind: 'help' };
  return reading.intent === 'smalltalk' ? courtesy(reading) : null;
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
