import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnswerCase, answerCase, answerFaults, inventedFigures } from '../../src/handbook/evaluation.js';
import type { PolicyAnswer } from '../../src/handbook/types.js';
import type { Aid } from '../../src/model/types.js';
import { projectRoot } from '../../src/project-root.js';
import { judgeComplaint, judgeVisit } from '../understanding/intake-cases.js';
import { context, handbook, modelOn, pack, read } from './desk.js';
import { type AnswererScript, answeringScript } from './scripted-answerers.js';
import { type ReadCase, type ReaderScript, readingScript, truthOf } from './scripted-readers.js';
import { startScriptedServer } from './scripted-server.js';

export interface Score {
  right: number;
  all: number;
  /** Requests that reached the model. */
  asked: number;
  /** Answers with a figure that stands in no cited clause. */
  invented: number;
}

/** Facts and intents right, with a model or (null) by the rules alone. */
export async function measureReading(script: ReaderScript | null, cases: readonly ReadCase[]): Promise<Score> {
  const score: Score = { right: 0, all: 0, asked: 0, invented: 0 };
  let current = {
    truth: truthOf({ of: 'intents', one: { text: '', intent: 'unknown', part: 'tune' } }, read('')),
    nth: 0,
  };
  const server = await startScriptedServer(readingScript(script ?? (({ truth }) => truth), () => current));
  const model = script && modelOn(server.url, {}, { uses: ['reading'] });
  try {
    for (const [nth, each] of cases.entries()) {
      const speaker = 'speaker' in each.one && each.one.speaker ? each.one.speaker : 'manager';
      const ours = read(each.one.text, { speaker });
      current = { truth: truthOf(each, ours), nth };
      const aid = model?.forMessage();
      const reading = aid ? (await aid.read(ours, { ...context, speaker }, { soothes: false })).reading : ours;
      const verdicts =
        each.of === 'complaints'
          ? judgeComplaint(reading, each.one).map(({ right }) => right)
          : each.of === 'visits'
            ? judgeVisit(reading, each.one).map(({ right }) => right)
            : [reading.intent === each.one.intent];
      score.all += verdicts.length;
      score.right += verdicts.filter(Boolean).length;
    }
    return { ...score, asked: server.captured.length };
  } finally {
    await server.close();
  }
}

/** Questions answered right, with a model or (null) by the handbook alone. */
export async function measureAnswers(script: AnswererScript | null, cases: readonly AnswerCase[]): Promise<Score> {
  const score: Score = { right: 0, all: 0, asked: 0, invented: 0 };
  let current: { one: AnswerCase; nth: number } = { one: answerCase.parse({ q: '?' }), nth: 0 };
  const server = await startScriptedServer(answeringScript(script ?? (() => ({ say: {} })), pack, () => current));
  const model = script && modelOn(server.url, {}, { uses: ['answers'] });
  try {
    for (const [nth, one] of cases.entries()) {
      current = { one, nth };
      const answer = await answered(model?.forMessage(), one);
      const textOf = (id: string) => `${pack.clauseById.get(id)?.title ?? ''} ${pack.clauseById.get(id)?.text ?? ''}`;
      score.all += 1;
      score.right += Number(answerFaults(answer, one, (id) => pack.clauseById.get(id)?.catalogue ?? []).length === 0);
      score.invented += Number(inventedFigures(answer, one.q, textOf).length > 0);
    }
    return { ...score, asked: server.captured.length };
  } finally {
    await server.close();
  }
}

async function answered(aid: Aid | undefined, { q, after }: AnswerCase): Promise<PolicyAnswer> {
  const options = after === undefined ? {} : { follows: handbook.answer(after).subject };
  return aid ? await aid.answer(q, options) : handbook.answer(q, options);
}

/** The questions of a set the pack has clauses for. */
export function readQuestions(set: string): AnswerCase[] {
  const held = new Set(pack.clauses.flatMap((clause) => [clause.id, ...clause.catalogue]));
  const lines = readFileSync(join(projectRoot, `test/handbook/questions.${set}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean);
  const all = lines.map((line) => answerCase.parse(JSON.parse(line)));
  return all.filter((one) => one.rows === undefined || one.rows.some((row) => held.has(row)));
}
