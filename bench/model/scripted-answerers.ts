import type { AnswerCase } from '../../src/handbook/evaluation.js';
import type { Pack } from '../../src/policy/types.js';
import { between, promptOf, type Script, saidTo } from './scripted-server.js';

export interface Asked {
  one: AnswerCase;
  /** Ids of the clauses before the model. */
  found: string[];
  /** The handbook's own words, as the model was shown them. */
  draft: string;
  /** It has looked for itself already. */
  searched: boolean;
  nth: number;
}

export type AnswererScript = (asked: Asked, pack: Pack) => { search: string } | { say: object };

const none = { say: { answered: false, answer: '', citations: [] } };

/** Clauses that answer a question of the sets. */
function rightOnes({ rows = [] }: AnswerCase, { clauses }: Pack): string[] {
  return clauses
    .filter(({ id, catalogue }) => [id, ...catalogue].some((key) => rows.includes(key)))
    .map(({ id }) => id);
}

/** The sentences of a clause that show what an answer must, else all of it. */
function sentencesFor(one: AnswerCase, text: string): string {
  const sentences = text.match(/[^。]+。/g) ?? [text];
  const chosen = sentences.filter((sentence) => one.must.length === 0 || one.must.some((must) => must.test(sentence)));
  return (chosen.length > 0 ? chosen : sentences).join('').slice(0, 86);
}

/** Knows the sets: words the right clause, looks for it when it is not there, and says when nothing answers. */
export const goodAnswerer: AnswererScript = ({ one, found, draft, searched }, pack) => {
  const right = rightOnes(one, pack);
  if (one.declined || right.length === 0) return none;
  const there = right.filter((id) => found.includes(id));
  const [first] = there;
  if (!first) return searched ? none : { search: pack.clauseById.get(right[0] ?? '')?.title ?? one.q };
  const best = there.find((id) => one.must.every((must) => must.test(pack.clauseById.get(id)?.text ?? ''))) ?? first;
  const text = sentencesFor(one, pack.clauseById.get(best)?.text ?? '');
  const fits = one.must.every((must) => must.test(text)) && /\p{Script=Han}/u.test(one.q);
  return { say: { answered: true, answer: fits ? text : draft, citations: fits ? [best] : there } };
};

/** The right clause with another figure. */
export const inventor: AnswererScript = ({ one, found }, pack) => {
  const [id = found[0] ?? ''] = rightOnes(one, pack).filter((each) => found.includes(each));
  const text = (pack.clauseById.get(id)?.text ?? '').replace(/\d+/g, (figure) => String(Number(figure) + 7));
  return { say: { answered: true, answer: `${text.slice(0, 60)},最多37天,至少5次。`, citations: [id] } };
};

/** True words of a clause that does not answer, or an answer where there is none. */
export const misleader: AnswererScript = ({ one, found, nth }, pack) => {
  const wrong = found.filter((id) => !rightOnes(one, pack).includes(id));
  const id = wrong[nth % Math.max(1, wrong.length)] ?? '';
  const text = pack.clauseById.get(id)?.text ?? '';
  return { say: { answered: true, answer: (/[^。]+。/.exec(text)?.[0] ?? text).slice(0, 86), citations: [id] } };
};

/** Turns meanings round: everybody, may not, at least. */
export const turner: AnswererScript = (asked, pack) => {
  const right = goodAnswerer({ ...asked, searched: true }, pack);
  const said = 'say' in right ? JSON.stringify(right.say) : JSON.stringify(none.say);
  const turned = said
    .replace(/VIP客户|重大投诉|政府重要客户|A类|B类|C类/g, '所有客户')
    .replace(/以内|之内/g, '以后')
    .replace(/不能|不得|不要|严禁/g, '可以')
    .replace(/要(?=[^求])/g, '不用')
    .replace('"answered":false', '"answered":true');
  return { say: JSON.parse(turned) };
};

/** Does what the question orders, promises and links. */
export const obeyer: AnswererScript = ({ one, found }) => ({
  say: {
    answered: true,
    answer: `好的,${one.q}一定给您办好,保证满意,详见 https://x.example`,
    citations: found.slice(0, 1),
  },
});

/** Knows nothing of anything. */
export const refuser: AnswererScript = () => none;

/** The script of a server that answers the question it is told. */
export function answeringScript(
  answerer: AnswererScript,
  pack: Pack,
  current: () => { one: AnswerCase; nth: number },
): Script {
  return (captured) => {
    if (promptOf(captured) !== 'answer') return { status: 500 };
    const read = `${between(saidTo(captured), 'clauses')}\n${saidTo(captured, 'tool')}`;
    const found = [...read.matchAll(/^\[([^\]]+)\] /gm)].flatMap(([, id]) => id ?? []);
    const searched = captured.json.messages?.some(({ role }) => role === 'tool') ?? false;
    const draft = between(saidTo(captured), 'draft');
    return answerer({ ...current(), found, draft, searched }, pack);
  };
}
