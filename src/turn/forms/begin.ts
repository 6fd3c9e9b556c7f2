import type { TurnContext } from 'botbuilder';
import type { Confirmed, FormContext, Values } from '../../../dialogs/engine/form.js';
import type { Exchange } from '../../../dialogs/engine/form-dialog.js';
import type { Said } from '../../../dialogs/engine/reply.js';
import { silence } from '../../../dialogs/engine/step.js';
import type { Reads } from '../../domain/ports.js';
import { viewerOf } from '../../domain/staff.js';
import type { PackForm } from '../../policy/forms/types.js';
import type { Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import { cardOf } from '../duties/commands.js';
import { openPackForm, type PackFormTools } from './open.js';

interface Begun {
  said: Said[];
  confirmed: Confirmed | null;
}

interface BeginTools extends PackFormTools {
  turn: TurnContext;
}

/** Puts a form of the pack on top, with what the store knows already, and gives it the message; or says why it cannot be begun. */
export async function beginPackForm(
  form: PackForm,
  reading: Reading,
  state: ConversationState,
  context: FormContext,
  tools: BeginTools,
  known: Values = {},
): Promise<Begun> {
  const opened = await openPackForm(form, reading, context, tools, known);
  if ('said' in opened) return { said: opened.said, confirmed: null };
  state.dialogStack.push({ id: form.id, state: { draft: opened.draft } });
  const exchange: Exchange = { reading, context, said: [], confirmed: null };
  await tools.forms.continue(tools.turn, state, exchange);
  state.interruptions = 0;
  return { said: exchange.said, confirmed: exchange.confirmed };
}

/** For duties whose act is told in a form of the pack: begins it about the subject of the duty. A tapped button says nothing itself. */
export function withPackForms<T extends BeginTools>(
  reading: Reading,
  state: ConversationState,
  context: FormContext,
  tools: T,
): T & { beginForm(form: PackForm, subject: string): Promise<Begun> } {
  const tapped = cardOf(tools.turn.activity.value) !== undefined;
  const said = tapped ? { ...silence, language: reading.language } : reading;
  const beginForm = async (form: PackForm, subject: string) =>
    await beginPackForm(form, said, state, context, tools, await knownOfSubject(subject, tools.store, context));
  return { ...tools, beginForm };
}

/** Whose matter a subject is, and the record where it is one. */
async function knownOfSubject(subject: string, store: Reads, { staff }: FormContext): Promise<Values> {
  const [kind, id = ''] = [subject.slice(0, subject.indexOf(':')), subject.slice(subject.indexOf(':') + 1)];
  const viewer = viewerOf(staff);
  switch (kind) {
    case 'form':
      return { recordId: id };
    case 'customer': {
      const file = await store.findCustomerFile(viewer, id);
      return file ? { customer: { id, name: file.customer.name } } : {};
    }
    case 'contact': {
      const contact = await store.findContact(viewer, id);
      const file = contact && (await store.findCustomerFile(viewer, contact.customerId));
      if (!contact || !file) return {};
      const { name, title, role, vipTier } = contact;
      return {
        customer: { id: file.customer.id, name: file.customer.name },
        contact: { id, name, title, role, vipTier },
      };
    }
    default:
      return {};
  }
}
