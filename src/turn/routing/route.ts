import { replyTimeForm } from '../../../dialogs/complaint-intake/reply-time.js';
import { letterCount } from '../../../dialogs/engine/answer.js';
import type { Draft } from '../../../dialogs/engine/draft.js';
import { recordNumberIn } from '../../domain/record-number.js';
import type { FormMeant } from '../../policy/forms/begins.js';
import type { PackForm } from '../../policy/forms/types.js';
import type { Act, Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import { asksForWork } from '../work/commands.js';
import { answersTime } from './answers-time.js';
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
  /** 「先放着」: it stays open, and nothing is asked. */
  | { to: 'put-off' }
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

/** Routes whose answer is the form's own; after all others the open form goes on. */
export const inForm: ReadonlySet<Route['to']> = new Set<Route['to']>([
  'form',
  'begin',
  'begin-pack-form',
  'cancel',
  'take-back',
  'go-on',
  'put-off',
  'cancel-visit',
  'reply-time',
]);
/** Another question was answered: after these the form may put its own once more. */
export const answers: ReadonlySet<Route['to']> = new Set<Route['to']>(['policy', 'my-work']);

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
  if ((!open || open.fleeting) && promisesThem(reading, state))
    return { route: { to: 'reply-time', id: state.record ?? '' }, dropFleeting: open?.draft.form === replyTimeForm.id };
  const routing = plainRoute(reading, state, open, meant);
  if (meant || !(isUnsure(routing, open) || isForeign(routing, reading, open))) return routing;
  if (like && !(open && like.form.id === open.draft.form && !forAnother(reading, open.draft)))
    return { ...routing, route: { to: 'begin-pack-form', form: like.form } };
  // What is about somebody else changes nothing of what was read back.
  const foreign =
    open !== undefined && !open.fleeting && open.draft.stage === 'read-back' && routing.route.to === 'form';
  const points = /[那这這][趟单單次件]|BF-|TS-/.test(reading.text);
  return foreign && forAnother(reading, open.draft) && (points || letterCount(reading.text) > 8)
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

/** 「我答应他中午前给开」 right after a complaint: the hour he was promised is that of its answer. */
function promisesThem({ text, times, facts }: Reading, { record, idleFor = 0 }: ConversationState): boolean {
  if (!record?.startsWith('TS-') || facts.customer || facts.contact || idleFor > 30 * 60_000) return false;
  const promised = /(?:答应|答應|应|承诺|承諾|保证|說好|说好)(?:了|好)?(?:他|她|客户|客戶|对方|對方|人家)/.test(text);
  return promised && times.some(({ precision, start }) => precision === 'minute' && start !== '');
}

/** A form of the pack would take it, which neither asks for words nor is spoken of: read back, or of another customer. */
function isForeign({ route }: Routing, reading: Reading, open: OpenForm | undefined): boolean {
  if (!open || open.fleeting || open.takesText || route.to !== 'form') return false;
  if (open.draft.stage === 'changing') return false;
  const corrects = reading.edits.length > 0 && !/[那这這][趟单單次件]/.test(reading.text);
  if (corrects || reading.acts.length > 0 || letterCount(reading.text) < 6) return false;
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
  if (record.startsWith('TS-') && time && (repliesIn(reading.text) || reading.edits.length > 0))
    return { to: 'reply-time', id: record };
  return reading.edits.length > 0 && reading.intent !== 'complaint' ? { to: 'change-record', id: record } : null;
}

function repliesIn(text: string): boolean {
  return /回(?:复|覆|電|电|他|她|个|個|过|過|话)|答复|答覆|约(?:了|好|的)|約|call back/i.test(text);
}

/** An hour to call back at, and nobody else's matter. */
function agreesToReply({ text, times, facts }: Reading): boolean {
  return times.some((t) => t.precision === 'minute') && repliesIn(text) && facts.customer === undefined;
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
  const told = reading.times.length > 0 && !(matter && (reading.facts.customer || reading.facts.description));
  // 「下午三点前回她」 while a yes or no is awaited: the question stands.
  if (told && draft.open === 'agreed' && state.record?.startsWith('TS-') && agreesToReply(reading))
    return keep({ to: 'reply-time', id: state.record });
  if (told && answersTime(reading) && !elsewhere(reading, draft)) return keep({ to: 'form' });
  if (reading.intent === 'policy') return keep({ to: 'policy', detail: false });
  if (confirmButton.test(reading.text) && state.record) return keep({ to: 'already-recorded', id: state.record });
  if (wantsOn(reading)) return keep({ to: 'cancel' });
  const none = /^(还|還|暂时|暫時|先)?(没|沒|未|不|别|別)/.test(reading.text) && reading.text.length <= 8;
  const leaves = (['cancel', 'deny', 'skip', 'save-now'] as const).some((act) => has(reading, act));
  if (!matter && reading.edits.length === 0 && (none || leaves)) return keep({ to: 'cancel' });
  if (has(reading, 'confirm')) return keep({ to: 'form' });
  const unplaced = reading.intent === 'unknown' && reading.acts.length === 0 && reading.edits.length === 0;
  // Told at length it is something else.
  const brief = letterCount(reading.text) <= 14;
  const theirs = !elsewhere(reading, draft) && !namesOther(reading, draft);
  if (unplaced && brief && theirs && draft.misses === 0 && recordIn(reading) === null) return keep({ to: 'form' });
  const route = freeRoute(reading, state);
  const another = route.to === 'begin' || route.to === 'cancel-visit' || unplaced;
  return { route, dropFleeting: another };
}

/** Another customer of the directory than the duty that is told is about. */
function elsewhere({ facts: { customer } }: Reading, { values: { duty } }: Draft): boolean {
  return customer?.id != null && typeof duty === 'string' && !duty.includes(customer.name);
}

/** Another person than the one whose duty is told: 「清江孙薇也回访了」. */
function namesOther({ facts: { contact } }: Reading, { values: { duty } }: Draft): boolean {
  return contact !== undefined && typeof duty === 'string' && !duty.includes(contact.name.slice(0, 1));
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

/** 「先放着」, 「月底再交」: not now. */
export function putsOff({ text, edits }: Reading): boolean {
  return edits.length === 0 && letterCount(text) <= 12 && notNow.test(text.trim());
}

const notNow =
  /^(?:那|那就|这个|這個|这份)?(?:先|暂时|暫時)(?:放(?:着|一放|一边)?|留着|搁着|不急|不交|不弄|等等)(?:吧|了)?(?=$|[\s,\uFF0C。])|^(?:等会儿?|等下|晚点|晚上|明天|回头|月底|下班|有空)再(?:交|说|弄|报|发|提|填|登|订)(?:吧)?[。]?$|^(?:我|那|那我)?(?:先)?(?:睡了|拜拜?|再见|晚安|下班了|走了|明天见|回头见|撤了|开会去了|忙去了)(?=$|[\s,\uFF0C。!啊啦哈])|^(?:later|not now|good ?night|bye)[.!]?$/i;

export function recordIn(reading: Reading): string | null {
  return recordNumberIn(reading.text);
}

export function has(reading: Reading, act: Act): boolean {
  return reading.acts.includes(act);
}
