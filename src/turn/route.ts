import type { Draft } from '../../dialogs/engine/draft.js';
import type { Act, Reading } from '../understanding/types.js';
import type { ConversationState } from './conversation-state.js';

/** Where a message goes. */
export type Route =
  | { to: 'form' }
  | { to: 'begin'; form: 'complaint-intake' | 'visit-booking' }
  | { to: 'cancel' }
  | { to: 'cancel-visit'; visitId: string | null }
  | { to: 'policy'; detail: boolean }
  | { to: 'record'; id: string }
  | { to: 'my-work' }
  | { to: 'person' }
  | { to: 'already-recorded'; id: string }
  | { to: 'small-talk'; kind: 'greeting' | 'thanks' | 'fine' | 'help' | 'unknown' | 'nothing-open' };

/** A route, and whether a small form that waits for one answer is dropped on the way. */
export interface Routing {
  route: Route;
  dropFleeting: boolean;
}

const recordPattern = /\b(TS|BF)-\d{6}-[0-9A-HJKMNP-TV-Z]{4}\b/i;

export function routeOf(
  reading: Reading,
  state: ConversationState,
  open: { draft: Draft; fleeting: boolean } | undefined,
): Routing {
  if (!open) return { route: freeRoute(reading, state), dropFleeting: false };
  if (open.fleeting) return fleetingRoute(reading, state, open.draft);
  return { route: routeBeside(reading, state, open.draft), dropFleeting: false };
}

/** Nothing is open. */
function freeRoute(reading: Reading, state: ConversationState): Route {
  const record = recordIn(reading);
  const cancels = has(reading, 'cancel') || takesBack(reading);
  if (record?.startsWith('BF-') && cancels) return { to: 'cancel-visit', visitId: record };
  if (record && reading.intent !== 'complaint') return { to: 'record', id: record };
  if (cancels && (reading.intent === 'visit' || state.record?.startsWith('BF-'))) {
    return { to: 'cancel-visit', visitId: reading.facts.start || reading.facts.customer ? null : state.record };
  }
  if (cancels && reading.intent !== 'complaint') return { to: 'small-talk', kind: 'nothing-open' };
  switch (reading.intent) {
    case 'complaint':
      return { to: 'begin', form: 'complaint-intake' };
    case 'visit':
      return { to: 'begin', form: 'visit-booking' };
    case 'policy':
      return { to: 'policy', detail: false };
    case 'task':
      return { to: 'my-work' };
    default:
      return idleRoute(reading, state);
  }
}

function idleRoute(reading: Reading, state: ConversationState): Route {
  if (has(reading, 'more') && state.policy) return { to: 'policy', detail: true };
  if (has(reading, 'person')) return { to: 'person' };
  if (reading.intent === 'help') return { to: 'small-talk', kind: 'help' };
  if (has(reading, 'confirm') && state.record) return { to: 'already-recorded', id: state.record };
  if (has(reading, 'thanks')) return { to: 'small-talk', kind: 'thanks' };
  if (has(reading, 'greeting')) return { to: 'small-talk', kind: 'greeting' };
  if (has(reading, 'confirm') || has(reading, 'deny')) return { to: 'small-talk', kind: 'fine' };
  if (reading.intent === 'smalltalk') return { to: 'small-talk', kind: 'fine' };
  return looksAsked(reading, state) ? { to: 'policy', detail: false } : { to: 'small-talk', kind: 'unknown' };
}

/** A question nobody placed, or a short 「那…呢」 after an answer: the handbook says what it knows, or that it does not. */
function looksAsked(reading: Reading, state: ConversationState): boolean {
  if (
    /[?\uFF1F]|[吗嗎呢么麼]\s*$|多久|几天|幾天|多少|怎么|怎麼|^(what|how|when|who|which|can|may|must)\b/i.test(
      reading.text,
    )
  )
    return true;
  return state.policy !== null && /^(那|那么|要是|如果)/.test(reading.text) && reading.text.length < 20;
}

/** A form is open: facts and answers are its own; questions, other matters and 取消 are not. */
function routeBeside(reading: Reading, state: ConversationState, draft: Draft): Route {
  if (has(reading, 'cancel') && reading.edits.length === 0) return { to: 'cancel' };
  if (has(reading, 'person')) return { to: 'person' };
  if (has(reading, 'more') && state.policy && reading.intent !== 'complaint') return { to: 'policy', detail: true };
  if (reading.edits.length > 0 || has(reading, 'save-now')) return { to: 'form' };
  if (draft.stage === 'read-back' && (has(reading, 'confirm') || has(reading, 'deny'))) return { to: 'form' };
  if (reading.intent === 'policy' || (state.interruptions > 0 && isFollowUp(reading)))
    return { to: 'policy', detail: false };
  if (
    reading.intent === 'unknown' &&
    draft.open !== 'demand' &&
    draft.open !== 'description' &&
    looksAsked(reading, state)
  ) {
    return { to: 'policy', detail: false };
  }
  if (reading.intent === 'task' && reading.confidence >= 0.6) return { to: 'my-work' };
  if (reading.intent === 'help') return { to: 'small-talk', kind: 'help' };
  if (reading.intent === 'visit' && draft.form === 'complaint-intake' && isWholeVisit(reading))
    return { to: 'begin', form: 'visit-booking' };
  if (reading.intent === 'complaint' && draft.form !== 'complaint-intake' && isWholeComplaint(reading)) {
    return { to: 'begin', form: 'complaint-intake' };
  }
  if (reading.intent === 'smalltalk' && has(reading, 'thanks') && draft.open === null)
    return { to: 'small-talk', kind: 'thanks' };
  return { to: 'form' };
}

/** 「那普通的呢」 after an answer in the middle of a form. */
function isFollowUp(reading: Reading): boolean {
  return /^(那|要是|如果).{1,16}[呢吗嗎?\uFF1F]/.test(reading.text.trim());
}

function isWholeVisit({ facts, confidence }: Reading): boolean {
  return (
    confidence >= 0.6 && facts.start !== undefined && (facts.customer !== undefined || (facts.reasons?.length ?? 0) > 0)
  );
}

function isWholeComplaint({ facts, confidence }: Reading): boolean {
  return (
    confidence >= 0.6 &&
    facts.description !== undefined &&
    (facts.customer !== undefined || facts.category !== undefined)
  );
}

/** The one question after a record: anything that is no time is either "none" or another matter. */
function fleetingRoute(reading: Reading, state: ConversationState, draft: Draft): Routing {
  const keep = (route: Route): Routing => ({ route, dropFleeting: false });
  const drop = (route: Route): Routing => ({ route, dropFleeting: true });
  const matter = reading.intent === 'complaint' || reading.intent === 'visit';
  if (reading.times.length > 0 && !(matter && (reading.facts.customer || reading.facts.description)))
    return keep({ to: 'form' });
  if (reading.intent === 'policy') return keep({ to: 'policy', detail: false });
  const none = /^(还|還|暂时|暫時)?(没|沒|未|不)/.test(reading.text) && reading.text.length <= 8;
  if (none || has(reading, 'cancel') || has(reading, 'deny') || has(reading, 'skip')) return keep({ to: 'cancel' });
  if (reading.intent === 'unknown' && reading.acts.length === 0 && draft.misses === 0) return keep({ to: 'form' });
  return drop(freeRoute(reading, state));
}

/** 「取消周四去远帆的拜访」, "cancel the visit on Thursday": a command in a longer sentence. */
function takesBack({ text, intent }: Reading): boolean {
  if (intent === 'complaint') return false;
  return (
    /^(帮我|把)?.{0,20}(取消|撤掉|退掉|不去了)|\bcancel\b/i.test(text) &&
    /拜访|拜訪|预约|預約|约|約|去|那趟|BF-|visit|appointment/i.test(text)
  );
}

function recordIn(reading: Reading): string | null {
  return recordPattern.exec(reading.text)?.[0].toUpperCase() ?? null;
}

function has(reading: Reading, act: Act): boolean {
  return reading.acts.includes(act);
}
