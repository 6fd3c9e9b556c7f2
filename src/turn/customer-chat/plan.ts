import { TurnContext } from 'botbuilder';
import { toCustomer, withoutDoubtful } from '../../../dialogs/customer-chat/dialog.js';
import type { OwnCustomer } from '../../../dialogs/engine/form.js';
import { type FormSet, topDraft } from '../../../dialogs/engine/form-dialog.js';
import type { Said } from '../../../dialogs/engine/reply.js';
import type { CustomerFile } from '../../domain/customer.js';
import { findStandingLink } from '../../domain/customer-link.js';
import type { InboxRow, Store } from '../../domain/ports.js';
import { type Staff, systemStaff, viewerOf } from '../../domain/staff.js';
import type { Understanding } from '../../understanding/types.js';
import type { PlannedTurn } from '../commit-turn.js';
import type { ConversationState } from '../conversation-state.js';
import type { Directory } from '../directory-cache.js';
import { formContext, type Policy } from '../form-context.js';
import { conversationOf, fromRow, maxTextLength, type NewMessage } from '../inbound.js';
import { languageOf } from '../language.js';
import { PlanningAdapter } from '../planning-adapter.js';
import { readingContext } from '../reading-context.js';
import { filesIn } from '../received-files.js';
import type { Heard } from '../types.js';
import { converseWithCustomer } from './converse.js';

export interface CustomerTurnOptions {
  store: Store;
  understanding: Understanding;
  policy: Policy;
  forms: FormSet;
}

interface Received {
  row: InboxRow;
  fresh: NewMessage | undefined;
  state: ConversationState;
  revision: number;
}

/**
 * Plans the turns of customers' own chats: what is read, known and said there. Only the customer's own name and people are
 * in reach; no model, no handbook and no form but the customer's own is.
 */
export class CustomerTurns {
  readonly #options: CustomerTurnOptions;

  constructor(options: CustomerTurnOptions) {
    this.#options = options;
  }

  async plan({ row, fresh, state, revision }: Received): Promise<PlannedTurn & { heard: Heard }> {
    const { delivery, activity } = fresh?.message ?? fromRow(row);
    const standing = await findStandingLink(this.#options.store, activity.from.id, row.at);
    const manager = standing?.manager ?? systemStaff;
    const file = standing && (await this.#options.store.findCustomerFile(viewerOf(manager), standing.link.customerId));
    const directory = directoryOf(file, manager);
    const { understanding, policy, store, forms } = this.#options;
    const { timeZone } = policy.pack;
    const text = activity.text ?? '';
    const read = (words: string, draft?: ReturnType<typeof topDraft>) =>
      withoutDoubtful(
        understanding.read(words.slice(0, maxTextLength), {
          ...readingContext(row.at, timeZone, draft, directory),
          speaker: 'customer',
        }),
        draft,
      );
    const reading = read(text, topDraft(state));
    const language = languageOf(reading, state.language, activity.locale);
    const { received, refused } = filesIn(activity);
    const context = {
      ...(await formContext({
        ...this.#options,
        staff: manager,
        directory,
        language,
        now: row.at,
        customerIds: file ? [file.customer.id] : [],
        received,
        complaintOf: null,
        visits: false,
        soothing: null,
      })),
      ...(standing && file ? { customer: ownCustomer(standing.link, file, state.greeted) } : {}),
    };
    const turn = new TurnContext(new PlanningAdapter(), activity);
    const answered =
      context.customer === undefined
        ? { said: [toCustomer('page.invalid', context)], confirmed: null }
        : await converseWithCustomer(reading, state, context, { store, forms, turn, reread: read, conversation: row });
    const notes: Said[] = [
      ...(refused.length > 0 ? [toCustomer('files.refused', context)] : []),
      ...(text.length > maxTextLength ? [toCustomer('too-long', context, { count: maxTextLength })] : []),
    ];
    return {
      heard: { channel: row.channel, intent: reading.intent, missed: false },
      row,
      activity,
      delivery,
      // Nobody's: what the staff is told never goes here.
      conversation: { ...conversationOf(row, activity, delivery, null), reachable: false },
      revision,
      state,
      said: [...notes, ...answered.said],
      confirmed: answered.confirmed,
      context,
      staffStored: true,
      insertInbox: fresh !== undefined,
      files: fresh?.files ?? [],
    };
  }
}

/** The customer alone, with the people known there. */
function directoryOf(file: CustomerFile | undefined, manager: Staff): Directory {
  const people = file?.contacts ?? [];
  return {
    index: {
      customers: file ? [{ id: file.customer.id, name: file.customer.name, aliases: file.customer.aliases }] : [],
      contacts: people.map(({ id, customerId, name, title, phone }) => ({ id, customerId, name, title, phone })),
    },
    ownerOf: (id) => (id === file?.customer.id ? manager.id : null),
    staff: [],
    staffNamed: () => [],
  };
}

function ownCustomer(
  { id, contactId }: { id: string; contactId: string | null },
  { customer, contacts }: CustomerFile,
  greeted: boolean,
): OwnCustomer {
  const contact = contacts.find((each) => each.id === contactId);
  return {
    linkId: id,
    customer: { id: customer.id, name: customer.name },
    greeted,
    contact: contact
      ? { id: contact.id, name: contact.name, title: contact.title, role: contact.role, vipTier: contact.vipTier }
      : null,
  };
}
