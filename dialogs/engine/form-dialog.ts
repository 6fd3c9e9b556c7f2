import type { TurnContext } from 'botbuilder';
import type { DialogState, DialogTurnResult } from 'botbuilder-dialogs';
// The package's index loads its recognizers too, a third of a second at every start.
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import type { Reading } from '../../src/understanding/types.js';
import { type Draft, newDraft } from './draft.js';
import type { Confirmed, Form, FormContext, Values } from './form.js';
import type { Said } from './reply.js';
import { step } from './step.js';

/** What one message does to the dialogs: read once, then filled by the dialog that answers. */
export interface Exchange {
  reading: Reading;
  context: FormContext;
  said: Said[];
  confirmed: Confirmed | null;
}

const exchangeKey = Symbol('exchange');
/** Where the SDK looks for scopes and resolvers before it builds them. */
const memoryKey = 'DialogStateManagerConfiguration';

/** The one place where forms meet botbuilder-dialogs: a Dialog whose state is the plain draft and whose turn is `step`. */
export class FormDialog<V extends Values> extends Dialog {
  readonly #form: Form<V>;

  constructor(form: Form<V>) {
    super(form.id);
    this.#form = form;
  }

  override async beginDialog(dc: DialogContext, options?: { openedAt?: number }): Promise<DialogTurnResult> {
    const { context } = exchangeOf(dc.context);
    return this.#advance(dc, newDraft(this.#form, context.newId(), options?.openedAt ?? context.now));
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.#advance(dc, draftOf(dc.activeDialog?.state));
  }

  async #advance(dc: DialogContext, draft: Draft): Promise<DialogTurnResult> {
    const exchange = exchangeOf(dc.context);
    const result = step(this.#form, draft, exchange.reading, exchange.context);
    exchange.said.push(...result.said);
    exchange.confirmed = result.confirmed ?? null;
    if (dc.activeDialog) dc.activeDialog.state = { draft: result.draft };
    return Dialog.EndOfTurn;
  }
}

/** The forms of the product as one DialogSet, run on a stack of drafts. */
export class FormSet {
  readonly #dialogs = new DialogSet();
  readonly #forms = new Map<string, Form<never>>();
  /** The SDK's scopes and path resolvers hold nothing of a turn: built by the first, kept for the next. */
  #memory: DialogContext['state']['configuration'] | undefined;

  add<V extends Values>(form: Form<V>): this {
    this.#dialogs.add(new FormDialog(form));
    this.#forms.set(form.id, form as unknown as Form<never>);
    return this;
  }

  get(id: string): Form | undefined {
    return this.#forms.get(id) as unknown as Form | undefined;
  }

  /** Puts the message to the draft on top of the stack. The stack is changed in place. */
  async continue(turn: TurnContext, stack: DialogState, exchange: Exchange): Promise<void> {
    await this.#context(turn, stack, exchange).continueDialog();
  }

  /** Opens a form on top of the stack with this message as its first. */
  async begin(turn: TurnContext, stack: DialogState, formId: string, exchange: Exchange): Promise<void> {
    await this.#context(turn, stack, exchange).beginDialog(formId);
  }

  #context(turn: TurnContext, stack: DialogState, exchange: Exchange): DialogContext {
    turn.turnState.set(exchangeKey, exchange);
    if (this.#memory) turn.turnState.set(memoryKey, this.#memory);
    const context = new DialogContext(this.#dialogs, turn, stack);
    this.#memory ??= context.state.configuration;
    return context;
  }
}

function exchangeOf(turn: TurnContext): Exchange {
  const exchange: Exchange | undefined = turn.turnState.get(exchangeKey);
  if (!exchange) throw new Error('a form runs only inside a turn');
  return exchange;
}

/** The draft in a dialog instance's state: checked when the conversation's state was read. */
export function draftOf(state: unknown): Draft {
  const draft = (state as { draft?: Draft } | undefined)?.draft;
  if (!draft) throw new Error('a form without its draft');
  return draft;
}

export function topDraft(stack: DialogState): Draft | undefined {
  const top = stack.dialogStack.at(-1);
  return top ? draftOf(top.state) : undefined;
}
