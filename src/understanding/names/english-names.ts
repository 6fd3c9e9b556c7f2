import { englishGivenNames, englishTrades } from '../words/english.js';

interface Span {
  from: number;
  to: number;
}

const monthOrDay =
  '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![a-z])';
const trade = `(?:${englishTrades.join('|').replaceAll('.', '\\.')})(?![A-Za-z])`;
/** Where a firm of many countries has its seat: Schneider Electric China. */
const seat =
  '(?:China|Asia|Pacific|Hong Kong|Taiwan|Singapore|International|Global|Shanghai|Beijing|Shenzhen|Guangzhou|Changsha|Branch)(?![A-Za-z])';
const englishFirm = new RegExp(
  `\\b(?:(?:Bank|University|Ministry|Department|Bureau|School|College) of [A-Z][a-z]{2,20}|(?:[A-Z][A-Za-z&'-]{0,24}\\s{1,2}(?:(?:&|and)\\s(?=[A-Z]))?){1,4}${trade}(?:\\s(?:${trade}|${seat})){0,3}(?:\\sof\\s[A-Z][a-z]{2,20})?)`,
  'g',
);
const tradeFirst = new RegExp(`^(?:\\s{1,2}${trade}){1,3}`, 'i');
const englishCue =
  /\b(?:[Cc]ustomer|[Cc]lient|[Vv]isit|for|at|[Ff]rom)\s{1,2}(?:is\s{1,2}|:\s{0,2})?([A-Z][A-Za-z&'-]{1,24}(?:\s{1,2}[A-Z][A-Za-z&'-]{1,24}){0,3})(?=\s{0,2}(?:,|\.|;|$|complain|say|said|report|has|is|on|at|next|tomorrow|about|to|this|\())|^([A-Z][A-Za-z&'-]{1,24}(?:\s{1,2}[A-Z][A-Za-z&'-]{1,24}){0,2})\s{1,2}(?=complain|says|said|reports|reported|is complaining|called)/g;
const notFirm = new RegExp(
  `^(?:She|You|Our|My|Mr|Mrs|Ms|Miss|Dr|Manager|The|Their|Our|His|Her|I|We|They|He|She|It|This|Next|Please|Client|Customer|${monthOrDay})$`,
);

/** Names of firms in English text, by their capitals. */
export function englishName(text: string, folded: string): Span[] {
  if (!/[A-Z]/.test(text) || text.length !== folded.length) return [];
  const found: Span[] = [];
  for (const m of text.matchAll(englishFirm)) {
    const firm = trimmed(text, m.index, m.index + m[0].length);
    if (/\s/.test(text.slice(firm.from, firm.to))) found.push(firm);
  }
  if (found.length === 0)
    for (const m of text.matchAll(englishCue)) {
      const name = m[1] ?? m[2] ?? '';
      if (notFirm.test(name.split(' ')[0] ?? '')) continue;
      const from = m.index + m[0].indexOf(name);
      found.push({ from, to: from + name.length });
    }
  return found.filter((f) => f.to - f.from >= 2);
}

/** Without the words that only happen to begin with a capital: "Customer Huasheng Logistics". */
function trimmed(text: string, from: number, to: number): Span {
  const lead =
    /^(?:(?:Customer|Client|The|From|For|At|Visit|Book|Log|Meet|See|Please|Dear|Hi|Hello|Our|My|Call|Complaint|New|Next|Monday|Tuesday|Wednesday|Thursday|Friday)\s+)+/.exec(
      text.slice(from, to),
    );
  return { from: from + (lead?.[0].length ?? 0), to };
}

const calledInEnglish = new RegExp(
  `(?<![A-Za-z])(?:${englishGivenNames.join('|')})(?![A-Za-z'-])(?:\\s(?!${monthOrDay}|${trade})[A-Z][a-z]{1,15}(?![A-Za-z'-]))?`,
  'g',
);

/** People called by a given name of English: Peter投诉, Grace Lim, Kelly at Bright Future. */
export const englishGiven = (text: string): Span[] =>
  Array.from(text.matchAll(calledInEnglish), (m) => ({ from: m.index, to: m.index + m[0].length }));

/** How long the trade is that follows a name in English text: " Foods", " Water Group". */
export const tradeBehind = (text: string, at: number): number =>
  tradeFirst.exec(text.slice(at, at + 40))?.[0].length ?? 0;
