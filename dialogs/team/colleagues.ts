import { z } from 'zod';
import type { TellColleagues } from '../../src/domain/tell-colleagues.js';
import { letterCount, shown } from '../engine/answer.js';
import type { Form } from '../engine/form.js';
import { line } from '../engine/reply.js';
import { small } from '../engine/small-form.js';
import { namesWords, shownOfText, words } from './said.js';

/** Words that are to be passed on. */
export interface ColleagueValues extends Record<string, unknown> {
  to: Array<{ id: string; name: string }>;
  kind: TellColleagues['kind'];
  text?: string;
  /** Set from the start where it goes out without being shown first: an answer that was asked for. */
  send?: true;
  /** Its words were changed after it was shown. */
  anew?: true;
}

/** 「问问林悦…」, 「通知大家…」: shown before it goes out, to each alone. */
export const colleagueForm: Form<ColleagueValues> = small<ColleagueValues>({
  id: 'colleagues-told',
  fields: [
    {
      name: 'text',
      schema: z.string().min(1).max(1_000),
      take: () => undefined,
      answer: ({ text, acts }) => (acts.includes('cancel') || letterCount(text) < 2 ? undefined : text.trim()),
      wanted: () => 'required',
      ask: ({ to = [] }, _draft, { language }) => ({
        text: words.say(language, 'told.ask-text', { names: namesOf(to, language) }),
      }),
    },
    {
      name: 'send',
      schema: z.literal(true),
      take: ({ acts, edits }, { open }) =>
        open === 'send' && acts.includes('confirm') && edits.length === 0 ? true : undefined,
      wanted: () => 'required',
      ask: ({ to = [], kind = 'told', text = '', anew }, _draft, { language }) => ({
        text: words.say(
          language,
          `told.send.${anew ? 'anew' : kind === 'asked' ? 'asked' : to.length > 1 ? 'told' : 'told.one'}`,
          {
            names: namesOf(to, language),
            text: shown(text, shownOfText),
          },
        ),
        buttons: ['button.send', 'button.not-now'].map((key) => words.say(language, key)),
      }),
    },
  ],
  intention: ({ to, kind, text }) => ({
    kind: 'tell-colleagues',
    words: { staffIds: to.map(({ id }) => id), kind, text: text ?? '' },
  }),
  done: (outcome, { kind }, _draft, _heard, { language }) => {
    if (outcome.kind !== 'colleagues-told') return { said: [] };
    const key = outcome.told.length === 0 ? 'nobody' : kind;
    return { said: [line(words.say(language, `told.done.${key}`, { names: namesOf(outcome.told, language) }))] };
  },
  cancelled: (_values, { language }) => [line(words.say(language, 'told.cancelled'))],
});

function namesOf(people: ReadonlyArray<{ name: string }>, language: Parameters<typeof namesWords>[1]): string {
  return namesWords(
    people.map(({ name }) => name),
    language,
  );
}
