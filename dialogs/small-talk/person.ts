import { shown } from '../engine/answer.js';
import type { Form } from '../engine/form.js';
import { line } from '../engine/reply.js';
import type { TimeFrame } from '../engine/time-words.js';
import { instantWords } from '../engine/time-words.js';
import { smallTalkWords as words } from './dialog.js';

export interface PersonValues extends Record<string, unknown> {
  /** What is open, as people call it; null where nothing is. */
  matter: string | null;
  /** What makes this call one call. */
  reason: string;
}

/** 「找主管」: everything is known when it opens. */
export const personForm: Form<PersonValues> = {
  id: 'person-called',
  version: 1,
  fleeting: true,
  fields: [],
  opening: () => [],
  readBack: () => [],
  intention: ({ matter, reason }) => ({ kind: 'call-person', matter, reason }),
  done: (outcome, _values, _draft, _heard, { language }) => {
    if (outcome.kind !== 'person-called') return { said: [] };
    const { supervisor } = outcome;
    if (!supervisor) return { said: [line(words.say(language, 'person.none'))], quiet: true };
    return { said: [line(words.say(language, 'person', { supervisor: supervisor.name }))], quiet: true };
  },
  resume: () => [],
  cancelled: () => [],
  puzzled: () => [],
};

/** One thing that was said, and by whom. */
export interface Spoken {
  who: string;
  text: string;
}

const shownAtMost = 8;
const shownOfEach = 60;

/** What the person who is called reads: who calls, what is open, and the last of what was said. */
export function transcriptWords(
  { name, matter, spoken }: { name: string; matter: string | null; spoken: readonly Spoken[] },
  frame: TimeFrame,
): string {
  const { language } = frame;
  const time = instantWords(frame.now - (frame.now % 60_000), frame);
  const head =
    matter === null
      ? words.say(language, 'person.notice', { name, time })
      : words.say(language, 'person.notice.matter', { name, time, matter });
  const last = spoken
    .slice(-shownAtMost)
    .map(({ who, text }) => `${who}:${shown(text.replace(/\s+/g, ' '), shownOfEach)}`);
  return [head, ...last].join('\n');
}
