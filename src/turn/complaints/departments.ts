import { fold } from '../../understanding/fold.js';

/** A department a complaint may be handed to; `other` where the pack does not know the name that was said. */
export interface Department {
  code: string;
  name: string;
}

/** Rows of the pack's lexicon: code, name, further words. */
type Rows = readonly (readonly string[])[];

const suffixed = /[\u3400-\u9fff]{2,8}(?:部门?|中心|支撑|班组?|科室?|专班|团队)/;

const folded = new WeakMap<Rows, Array<Department & { said: string; word: string }>>();

/** The words of all departments, folded once. */
function wordsOf(rows: Rows): Array<Department & { said: string; word: string }> {
  const known = folded.get(rows);
  if (known) return known;
  const words = rows.flatMap(([code = '', name = '', ...others]) =>
    [name, ...others].map((said) => ({ code, name, said, word: fold(said) })),
  );
  folded.set(rows, words);
  return words;
}

/** The department a text names: one the pack knows by any of its words, else what is called 部, 中心 and the like. */
export function departmentIn(text: string, rows: Rows): (Department & { said: string }) | null {
  const read = fold(text);
  let found: (Department & { said: string }) | null = null;
  for (const { word, code, name, said } of wordsOf(rows)) {
    if (said.length > (found?.said.length ?? 0) && read.includes(word)) found = { code, name, said };
  }
  if (found) return found;
  // Authorities outside are no departments of ours.
  const said = suffixed
    .exec(read.replace(/工信部|通信管理局|消协|教育部|公安部/g, ''))?.[0]
    .replace(/^(?:已经?|请|让|找|叫|转|移|交|派|给|到|由|报|了)+/, '');
  return said && said.length > 1 ? { code: 'other', name: said, said } : null;
}

/** A bare answer to 「转哪个部门?」. */
export function departmentNamed(said: string, rows: Rows): Department {
  const found = departmentIn(said, rows);
  return found ? { code: found.code, name: found.name } : { code: 'other', name: said.trim().slice(0, 20) };
}
