import type { ComplaintStatistics } from '../../src/domain/complaint-statistics.js';
import { localDay } from '../../src/policy/local-time.js';
import type { FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { line, type Said } from '../engine/reply.js';
import { dayWords } from '../engine/time-words.js';
import { words } from './said.js';

/** A stretch of whole days, `until` exclusive; epoch ms. */
export interface Stretch {
  from: number;
  until: number;
}

/** `nameOf`: for whoever leads others, whose they are too. By kind, class, state and how the limits were kept: one line each. */
export function statisticsWords(
  found: ComplaintStatistics,
  stretch: Stretch,
  context: FormContext,
  nameOf?: (staffId: string) => string,
): Said[] {
  const { language } = context;
  const when = stretchWords(stretch, context);
  if (found.total === 0) return [line(words.say(language, 'statistics.none', { when }))];
  const lines = [
    words.say(language, 'statistics.head', { when, count: found.total }),
    words.say(language, 'statistics.category', {
      items: counted(found.byCategory, (category) => label('category', category, language), context),
    }),
    words.say(language, 'statistics.class', {
      items: counted(
        found.byClass,
        (each) =>
          each
            ? words.say(language, 'statistics.of-class', { class: each })
            : words.say(language, 'statistics.unclassed'),
        context,
      ),
    }),
    words.say(language, 'statistics.state', {
      items: counted(found.byState, (state) => words.say(language, `state.${state}`), context),
    }),
    ...(nameOf ? [words.say(language, 'statistics.owner', { items: counted(found.byOwner, nameOf, context) })] : []),
    found.kept.of === 0
      ? words.say(language, 'statistics.kept.none')
      : words.say(language, 'statistics.kept', { of: found.kept.of, count: found.kept.inTime }),
  ];
  return [line(lines.join('\n'))];
}

function counted<T>(counts: ReadonlyMap<T, number>, name: (value: T) => string, { language }: FormContext): string {
  return [...counts]
    .map(([value, count]) => `${name(value).trim()}${language === 'en' ? ' ' : ''}${count}`)
    .join(language === 'en' ? ', ' : '、');
}

/** One day, or the first and the last. */
export function stretchWords({ from, until }: Stretch, context: FormContext): string {
  const first = dayWords(from, context);
  const lastDay = localDay(until - 1, context.timeZone);
  if (localDay(from, context.timeZone) === lastDay) return first;
  return words.say(context.language, 'statistics.span', { first, last: dayWords(until - 1, context) });
}
