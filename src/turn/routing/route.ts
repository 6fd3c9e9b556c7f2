import { letterCount } from '../../../dialogs/engine/answer.js';
import type { Draft } from '../../../dialogs/engine/draft.js';
import { recordNumberIn } from '../../domain/record-number.js';
import type { FormMeant } from '../../policy/forms/begins.js';
import type { PackForm } from '../../policy/forms/types.js';
import type { Act, Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import { asksForWork } from '../work/commands.js';
import { besideRoute, forAnother } from './beside.js';

/** Where a message goes. */
export type Route =
  | { to: 'form' }
  | { to: 'begin'; form: 'complaint-intake' | 'visit-booking' }
  | { to: 'begin-pack-form'; form: PackForm }
  | { to: 'cancel' }
  /** 「撤销」: what was cancelled last is open again. */
  | { to: 'take-back' }
  /** 「继续」 */
  | { to: 'go-on' }
  | { to: 'cancel-visit'; visitId: string | null }
  | { to: 'policy'; detail: boolean }
  | { to: 'record'; id: string }
  /** A reply time agreed, or agreed anew, for a complaint on record. */
  | { to: 'reply-time'; id: string }
  /** A correction of what is on record already. */
  | { to: 'change-record'; id: string }
  | { to: 'my-work' }
  | { to: 'person' }
  | { to: 'already-recorded'; id: string }
  | { to: 'small-talk'; kind: 'greeting' | 'here' | 'thanks' | 'fine' | 'help' | 'unknown' | 'nothing-open' };

/** A route, and whether a small form that waits for one answer is dropped on the way. */
export interface Routing {
  route: Route;
  dropFleeting: boolean;
}

export interface OpenForm {
  draft: Draft;
  fleeting: boolean;
  /** The message names one of the form's fields, to change it. */
  named: boolean;
  /** A free text is awaited. */
  takesText?: boolean;
  /** A cancel answers its question. */
  answersCancel?: boolean;
}

/** The button of a read-back, pressed or typed: an old one may come at any time. */
const confirmButton = /^(?:确认|確認|confirm|订|訂|照订|照訂)[。!\s]*$/i;

/** `meant`: the form of the pack the message begins, if any. `like`: the one it is told like, where nobody is sure. */
export function routeOf(
  reading: Reading,
  state: ConversationState,
  open: OpenForm | undefined,
  meant?: FormMeant,
  like?: FormMeant,
): Routing {
  const routing = plainRoute(reading, state, open, meant);
  if (meant || !(isUnsure(routing, open) || isForeign(routing, reading, open))) return routing;
  if (like && !(open && like.form.id === open.draft.form && !forAnother(reading, open.draft)))
    return { ...routing, route: { to: 'begin-pack-form', form: like.form } };
  // What is about somebody else changes nothing of what was read back.
  const foreign =
    open !== undefined && !open.fleeting && open.draft.stage === 'read-back' && routing.route.to === 'form';
  return foreign && forAnother(reading, open.draft) && letterCount(reading.text) > 8
    ? { ...routing, route: { to: 'small-talk', kind: 'unknown' } }
    : routing;
}

function plainRoute(
  reading: Reading,
  state: ConversationState,
  open: OpenForm | undefined,
  meant: FormMeant | undefined,
): Routing {
  const begun: Route | undefined = meant && { to: 'begin-pack-form', form: meant.form };
  if (!open) return { route: begun ?? freeRoute(reading, state), dropFleeting: false };
  if (open.fleeting) return begun ? { route: begun, dropFleeting: true } : fleetingRoute(reading, state, open.draft);
  if (open.named) return { route: { to: 'form' }, dropFleeting: false };
  return { route: besideRoute(reading, state, open, meant), dropFleeting: false };
}

/** A form of the pack would take it, which neither asks for words nor is spoken of: read back, or of another customer. */
function isForeign({ route }: Routing, reading: Reading, open: OpenForm | undefined): boolean {
  if (!open || open.fleeting || open.takesText || route.to !== 'form') return false;
  if (open.draft.stage === 'changing') return false;
  if (reading.edits.length > 0 || reading.acts.length > 0 || letterCount(reading.text) < 6) return false;
  return forAnother(reading, open.draft) || (open.draft.stage === 'read-back' && !own.has(open.draft.form));
}

const own: ReadonlySet<string> = new Set(['complaint-intake', 'visit-booking']);

/** Nothing stays open, and the message is begun, answered or passed over by its kind alone: a form may know it better. */
function isUnsure({ route, dropFleeting }: Routing, open: OpenForm | undefined): boolean {
  if (open && !dropFleeting) return false;
  if (route.to === 'small-talk') return route.kind === 'unknown' || route.kind === 'fine';
  return route.to === 'begin' || route.to === 'policy';
}

/** A plain yes to what was just read back: it is for nobody but the form that asked. */
export function answersReadBack({ acts, text }: Reading, { stage }: Draft): boolean {
  return stage === 'read-back' && acts.includes('confirm') && text.length <= 4;
}

/** Nothing is open. */
function freeRoute(reading: Reading, state: ConversationState): Route {
  if (has(reading, 'undo') && state.dropped) return { to: 'take-back' };
  const record = recordIn(reading);
  const cancels = has(reading, 'cancel') || takesBack(reading);
  if (record?.startsWith('BF-') && cancels) return { to: 'cancel-visit', visitId: record };
  if (record && reading.intent !== 'complaint') return { to: 'record', id: record };
  if (cancels && (takesBack(reading) || state.record?.startsWith('BF-'))) {
    const meant = reading.facts.start || reading.times.length > 0 || reading.facts.customer;
    return { to: 'cancel-visit', visitId: meant ? null : state.record };
  }
  if (cancels && reading.intent !== 'complaint') return { to: 'small-talk', kind: 'nothing-open' };
  return onRecord(reading, state) ?? byIntent(reading, state);
}

function byIntent(reading: Reading, state: ConversationState): Route {
  switch (reading.intent) {
    case 'complaint':
      return { to: 'begin', form: 'complaint-intake' };
    case 'visit':
      return { to: 'begin', form: 'visit-booking' };
    case 'policy':
      return { to: 'policy', detail: false };
    case 'task':
      return asksForWork(reading) ? { to: 'my-work' } : idleRoute(reading, state);
    default:
      return idleRoute(reading, state);
  }
}

/** Words about the record that was told last: a reply time, a correction; a matter with a customer of its own is a new one. */
function onRecord(reading: Reading, { record }: ConversationState): Route | null {
  if (!record || reading.facts.customer) return null;
  const time = reading.times.some((t) => t.precision === 'minute');
  const replies = /回(?:复|覆|電|电|他|她|个|個|过|過|话)|答复|答覆|约(?:了|好|的)|約|call back/i.test(reading.text);
  if (record.startsWith('TS-') && time && (replies || reading.edits.length > 0))
    return { to: 'reply-time', id: record };
  return reading.edits.length > 0 && reading.intent !== 'complaint' ? { to: 'change-record', id: record } : null;
}

/** 「编号多少来着」, 「单号发我」 */
const asksNumber =
  /^(?:刚才|刚刚|上面|那|这|它)?(?:那|这)?(?:个|单|件)?(?:的)?(?:投诉|拜访)?的?(?:编号|单号|工单号|号码|TS|BF)号?(?:是|有)?(?:多少|几|什么|啥|再?(?:发|说|给)(?:我)?(?:一?下|一遍|看看)?)(?:来着|呢|啊)?[?\uFF1F。]?$|^what(?:'s| was| is) the number/i;

/** 「批了没」 */
const asksApproved = /^(?:那个)?(?:申请|方案)?(?:批|审|通过)(?:了|下来|过)*(?:没有?|吗|么)[?\uFF1F。]?$/;

function idleRoute(reading: Reading, state: ConversationState): Route {
  if (has(reading, 'more') && state.policy) return { to: 'policy', detail: true };
  if (has(reading, 'person')) return { to: 'person' };
  if (reading.intent === 'help') return { to: 'small-talk', kind: 'help' };
  const ofRecord = asksNumber.test(reading.text.trim()) || asksApproved.test(reading.text.trim());
  if (state.record && ofRecord) return { to: 'record', id: state.record };
  const late = confirmButton.test(reading.text) || has(reading, 'save-now');
  if (late)
    return state.record ? { to: 'already-recorded', id: state.record } : { to: 'small-talk', kind: 'nothing-open' };
  if (has(reading, 'confirm') && state.record && state.interruptions === 0)
    return { to: 'already-recorded', id: state.record };
  if (has(reading, 'thanks')) return { to: 'small-talk', kind: 'thanks' };
  if (has(reading, 'greeting')) return { to: 'small-talk', kind: 'greeting' };
  if (has(reading, 'confirm') || has(reading, 'deny')) return { to: 'small-talk', kind: 'fine' };
  if (reading.intent === 'smalltalk' && letterCount(reading.text) > 0) return { to: 'small-talk', kind: 'fine' };
  return looksAsked(reading, state) ? { to: 'policy', detail: false } : { to: 'small-talk', kind: 'unknown' };
}

/** A question nobody placed, or a short 「那…呢」 after an answer: the handbook says what it knows, or that it does not. */
export function looksAsked({ text }: Reading, state: ConversationState): boolean {
  if (letterCount(text) < 2) return false;
  if (/[?\uFF1F]|[吗嗎呢么麼]\s*$|多久|几天|幾天|多少|怎么|怎麼|^(what|how|when|who|which|can|may|must)\b/i.test(text))
    return true;
  return state.policy !== null && /^(那|那么|要是|如果)/.test(text) && text.length < 20;
}

/** The one question after a record. A time answers it, 「没约」 ends it, another matter drops it; all else leaves it standing. */
function fleetingRoute(reading: Reading, state: ConversationState, draft: Draft): Routing {
  const keep = (route: Route): Routing => ({ route, dropFleeting: false });
  const matter = reading.intent === 'complaint' || reading.intent === 'visit';
  if (reading.times.length > 0 && !(matter && (reading.facts.customer || reading.facts.description)))
    return keep({ to: 'form' });
  if (reading.intent === 'policy') return keep({ to: 'policy', detail: false });
  if (confirmButton.test(reading.text) && state.record) return keep({ to: 'already-recorded', id: state.record });
  if (wantsOn(reading)) return keep({ to: 'cancel' });
  const none = /^(还|還|暂时|暫時|先)?(没|沒|未|不|别|別)/.test(reading.text) && reading.text.length <= 8;
  const leaves = (['cancel', 'deny', 'skip', 'save-now'] as const).some((act) => has(reading, act));
  if (!matter && reading.edits.length === 0 && (none || leaves)) return keep({ to: 'cancel' });
  if (has(reading, 'confirm')) return keep({ to: 'form' });
  const unplaced = reading.intent === 'unknown' && reading.acts.length === 0 && reading.edits.length === 0;
  if (unplaced && draft.misses === 0 && recordIn(reading) === null) return keep({ to: 'form' });
  const route = freeRoute(reading, state);
  const another = route.to === 'begin' || route.to === 'cancel-visit' || unplaced;
  return { route, dropFleeting: another };
}

/** 「取消周四去远帆的拜访」, "cancel the visit on Thursday": a command in a longer sentence. */
export function takesBack({ text, intent }: Reading): boolean {
  if (intent === 'complaint') return false;
  return (
    /^(帮我|把)?.{0,20}(取消|撤掉|退掉|不去了)|\bcancel\b/i.test(text) &&
    /拜访|拜訪|预约|預約|约|約|去|那趟|^取消.{1,8}那个$|BF-|visit|appointment/i.test(text.trim())
  );
}

/** 继续, 接着来: the open matter goes on. */
export function wantsOn({ text }: Reading): boolean {
  return /^(?:继续|繼續|接着|接著|往下)(?:吧|来|來|登|说|說|办|辦|弄|上次的?)?[。!]?$|^(?:go on|continue|carry on)[.!]?$/i.test(
    text.trim(),
  );
}

export function recordIn(reading: Reading): string | null {
  return recordNumberIn(reading.text);
}

export function has(reading: Reading, act: Act): boolean {
  return reading.acts.includes(act);
}
