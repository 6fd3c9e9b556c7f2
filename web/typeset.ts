/** Half-width marks and what Chinese prints instead. */
const wide: Readonly<Record<string, string>> = {
  ',': '\uFF0C',
  ':': '\uFF1A',
  ';': '\uFF1B',
  '?': '\uFF1F',
  '!': '\uFF01',
};
const chinese = /[\p{Script=Han}\u3001-\u301F\uFF00-\uFFEF]/u;

/**
 * Chinese punctuation for Chinese sentences: `您先忙,我记着` is printed with a full-width comma, `(周三)` in full-width brackets.
 * Marks inside numbers, times, Latin words and record numbers stay as they are. Changes no letter and no digit.
 */
export function typeset(text: string): string {
  const bracketed = text.replace(/\(([^()]*)\)/g, (whole, inside: string, at: number) =>
    chinese.test(inside) || chinese.test(text.charAt(at - 1)) ? `\uFF08${inside}\uFF09` : whole,
  );
  return [...bracketed].map((mark, at, all) => printed(mark, all[at - 1] ?? '', all[at + 1] ?? '')).join('');
}

function printed(mark: string, before: string, after: string): string {
  const full = wide[mark];
  if (full === undefined) return mark;
  if (/\d/.test(before) && /\d/.test(after)) return mark;
  // A name in a sentence of another language.
  if (after === ' ') return mark;
  return chinese.test(before) || chinese.test(after) ? full : mark;
}
