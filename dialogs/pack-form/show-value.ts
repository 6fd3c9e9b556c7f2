import type { PackField } from '../../src/policy/forms/types.js';
import { instantOf, localDay } from '../../src/policy/local-time.js';
import { spanWords } from '../due-work/duty.js';
import { shown } from '../engine/answer.js';
import { clockWords, dayWords, instantWords, type TimeFrame } from '../engine/time-words.js';
import type { Line } from './lines.js';
import { type Period, periodWords } from './periods.js';
import { inLanguage } from './template.js';
import type { Span } from './told-times.js';
import { packFormWords as words } from './words.js';

const longest = 120;

/** A value as people read it; null where there is none. */
export function valueWords(field: PackField, value: unknown, frame: TimeFrame): string | null {
  const { language } = frame;
  if (value === undefined || value === null || value === '') return null;
  switch (field.type) {
    case 'text':
      return shown(String(value), longest);
    case 'number':
      return String(value);
    case 'amount':
      return words.say(language, 'amount', { amount: String(value) });
    case 'ratio':
      return `1:${value}`;
    case 'date':
      return dayWords(instantOf(String(value), frame.timeZone), frame);
    case 'time':
      return momentWords(String(value), frame);
    case 'span':
      return spanOf(value as Span, frame);
    case 'days':
      return daysOf(value as { from: string; until: string }, frame);
    case 'duration':
      return spanWords(Number(value) * 60_000, language);
    case 'choice':
      return optionWords(field, value, frame);
    case 'yes-no':
      return words.say(language, value === true ? 'yes' : 'no');
    case 'customer':
    case 'contact':
    case 'staff':
      return shown((value as { name: string }).name, 40);
    case 'list':
      return listWords(value as string[], frame);
    case 'lines':
      return linesWords(value as Line[], frame);
    case 'files':
      return words.say(language, 'files', { count: Number(value) });
    case 'period':
      return periodWords(value as Period, language);
    default:
      return field.type satisfies never;
  }
}

function momentWords(iso: string, frame: TimeFrame): string {
  const at = Date.parse(iso);
  const sameDay = localDay(at, frame.timeZone) === localDay(frame.now, frame.timeZone);
  return sameDay ? clockWords(at - (at % 60_000), frame) : instantWords(at - (at % 60_000), frame);
}

function daysOf({ from, until }: { from: string; until: string }, frame: TimeFrame): string {
  const day = (iso: string) => dayWords(instantOf(iso, frame.timeZone), frame);
  if (from === until) return day(from);
  return words.say(frame.language, 'days', { from: day(from), until: day(until) });
}

function spanOf({ from, until }: Span, frame: TimeFrame): string {
  return `${instantWords(Date.parse(from), frame)}–${clockWords(Date.parse(until), frame)}`;
}

function optionWords(field: PackField, value: unknown, { language }: TimeFrame): string {
  const ids = Array.isArray(value) ? value : [value];
  const labels = field.options.filter(({ id }) => ids.includes(id)).map(({ label }) => inLanguage(label, language));
  return labels.join(language === 'en' ? ', ' : '、');
}

function linesWords(lines: readonly Line[], frame: TimeFrame): string {
  if (lines.length === 0) return words.say(frame.language, 'lines.none');
  return listWords(
    lines.map((line) => line.text),
    frame,
  );
}

/** Everything is saved; what is shown ends where it would fill the screen. */
function listWords(items: readonly string[], { language }: TimeFrame): string {
  const joint = language === 'en' ? '; ' : ';';
  let text = '';
  for (const [n, item] of items.entries()) {
    const next = text === '' ? item : `${text}${joint}${item}`;
    if ([...next].length > 4 * longest)
      return `${text}${words.say(language, 'list.more', { count: items.length - n })}`;
    text = next;
  }
  return text;
}
