import { keptOf, openJoining } from '../../../dialogs/complaint-life/joining.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import type { Said } from '../../../dialogs/engine/reply.js';
import type { Complaint } from '../../domain/complaint.js';
import { fold } from '../../understanding/fold.js';
import type { Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import type { ComplaintSearch } from './search.js';

const joins =
  /(?:是|其实是|就是)(?:一回事|一件事|同一[件个单回](?:事)?)|登重了?|重复登|登了两[次遍回]|合(?:到|在|成|并)+(?:一起|一单|一件|一个)?|合一(?:起|单)|并(?:成|到|进|在)(?:一起|一单|一件|那单|前面)|\b(?:same (?:matter|thing)|merge)\b/;
const numbers = /\bTS-\d{6}-[0-9A-HJKMNP-TV-Z]{4}\b/g;

/** 「远帆那两单是一回事,合一起」: two complaints on record are one matter. */
export function joinsTwo({ text, intent }: Reading): boolean {
  const folded = fold(text);
  const asks = /[?]|吗$|怎么|能不能|可以/.test(folded) || intent === 'policy';
  return text.length <= 60 && !asks && joins.test(folded) && /[单件那这两]|投诉|ts-/.test(folded);
}

/** The one question; undefined where it is not clear which two are meant. */
export async function joining(
  reading: Reading,
  state: ConversationState,
  context: FormContext,
  search: ComplaintSearch,
): Promise<Said[] | undefined> {
  const open = await search.ownOpen();
  const said = new Set(reading.text.toUpperCase().match(numbers) ?? []);
  const byNumber = open.filter(({ id }) => said.has(id));
  const last = open.find(({ id }) => id === state.record);
  const customer = reading.facts.customer?.id ?? last?.customerId;
  const theirs = byNumber.length === 2 ? byNumber : customer ? open.filter((each) => each.customerId === customer) : [];
  const [a, b, ...more] = theirs;
  if (!a || !b || more.length > 0) return undefined;
  const [kept, joined] = ordered(a, b);
  const { draft, said: asked } = openJoining(kept, joined, context);
  state.dialogStack.push({ id: draft.form, state: { draft } });
  return asked;
}

/** What the customer told in his own chat stays his record. */
function ordered(a: Complaint, b: Complaint): [Complaint, Complaint] {
  const own = (each: Complaint) => each.channel === 'customer-chat';
  return own(a) === own(b) ? keptOf(a, b) : own(a) ? [a, b] : [b, a];
}
