import type { ThresholdFigure } from '../../src/domain/thresholds.js';
import type { Citation } from '../../src/handbook/types.js';
import type { Figure } from '../../src/policy/measure.js';
import { isReached } from '../../src/policy/measure.js';
import type { Clause, Threshold } from '../../src/policy/types.js';
import type { Language } from '../../src/understanding/types.js';
import type { Said } from '../engine/reply.js';
import { noticeWords as words } from './dialog.js';

export interface FigureFrame {
  language: Language;
  clauses: ReadonlyMap<string, Clause>;
  /** Names of people by id. */
  names: ReadonlyMap<string, string>;
}

/** Every figure the handbook asks for in a month (`2026-11`), with its clause: what was measured first, then what has no data. */
export function figuresWords(found: readonly ThresholdFigure[], period: string, frame: FigureFrame): Said[] {
  const { language } = frame;
  const measured = found.flatMap(({ threshold, figure }) => (figure ? [{ threshold, figure }] : []));
  const missing = found.filter(({ figure }) => figure === null);
  const [year, month] = period.split('-').map(Number);
  const name = language === 'en' ? period : `${year}年${month}月`;
  const lines = [words.say(language, 'figures.head', { period: name, measured: measured.length })];
  for (const { threshold, figure } of measured) lines.push(measuredWords(threshold, figure, frame));
  if (missing.length > 0) {
    const items = missing.map(({ threshold }) => targetLine(threshold, frame)).join(language === 'en' ? ', ' : '、');
    lines.push(words.say(language, 'figures.none', { count: missing.length, items }));
  }
  const citations = found.flatMap(({ threshold }) => citationOf(frame.clauses.get(threshold.clause)));
  return [
    { kind: 'answer', text: lines.join('\n'), citations: [...new Map(citations.map((c) => [c.clause, c])).values()] },
  ];
}

function measuredWords(threshold: Threshold, figure: Figure, frame: FigureFrame): string {
  const { language } = frame;
  return words.say(language, 'figures.measured', {
    clause: refOf(threshold, frame),
    value: valueWords(threshold, figure, frame),
    target: targetWords(threshold, language),
    verdict: isReached(threshold, figure.value) ? '' : words.say(language, 'figures.short'),
  });
}

/** `林悦2、高翔0` where each has his own figure. */
function valueWords(threshold: Threshold, { value, people }: Figure, { language, names }: FigureFrame): string {
  if (people.length > 0)
    return people
      .map((each) => `${names.get(each.staffId) ?? ''}${language === 'en' ? ' ' : ''}${each.value}`)
      .join(language === 'en' ? ', ' : '、');
  const said = amountWords(threshold, value, language);
  return threshold.measure?.kind === 'least' ? words.say(language, 'figures.least', { value: said }) : said;
}

function targetLine(threshold: Threshold, frame: FigureFrame): string {
  const target = targetWords(threshold, frame.language);
  return words.say(frame.language, 'figures.target', { clause: refOf(threshold, frame), target });
}

function targetWords(threshold: Threshold, language: Language): string {
  const { comparison, unit, value } = threshold;
  const own = `figures.${comparison}.${unit}`;
  if (words.has(own)) return words.say(language, own, { value });
  const amount = amountWords(threshold, value, language);
  return unit === 'percent' && value === 100 ? amount : words.say(language, `figures.${comparison}`, { amount });
}

function amountWords({ unit }: Threshold, value: number, language: Language): string {
  return words.say(language, `figures.unit.${unit}`, { value });
}

function refOf({ clause, title }: Threshold, { clauses }: FigureFrame): string {
  return clauses.get(clause)?.ref ?? title;
}

function citationOf(clause: Clause | undefined): Citation[] {
  if (!clause) return [];
  const { id, title, path, text, effective } = clause;
  return [{ clause: id, title, path, quote: text, effectiveFrom: effective }];
}
