import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerCase, inventedFigures, judgeCase } from '../src/handbook/evaluation.js';
import { createHandbook } from '../src/handbook/handbook.js';
import { loadPack } from '../src/policy/load-pack.js';
import { projectRoot } from '../src/project-root.js';

/** Accuracy of the policy answers by kind of question, and every miss. Arguments: the sets (tune, measured), `--pack` a pack. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pack: { type: 'string', default: 'telecom' } },
});
const pack = loadPack(values.pack);
const handbook = createHandbook(pack.clauses, pack.lexicon);
const held = new Set(pack.clauses.flatMap((clause) => [clause.id, ...clause.catalogue]));

function evaluate(set: string): void {
  const lines = readFileSync(join(projectRoot, `test/handbook/questions.${set}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean);
  const all = lines.map((line) => answerCase.parse(JSON.parse(line)));
  const cases = all.filter((one) => one.rows === undefined || one.rows.some((row) => held.has(row)));
  const kinds = new Map<string, { right: number; asked: number }>();
  let invented = 0;
  let overlong = 0;
  for (const one of cases) {
    const { answer, faults } = judgeCase(handbook, one, (clause) => pack.clauseById.get(clause)?.catalogue ?? []);
    const figures = inventedFigures(answer, one.q, (clause) => {
      const found = pack.clauseById.get(clause);
      return `${found?.title} ${found?.text}`;
    });
    if (figures.length > 0) invented++;
    if (answer.answer.length > (one.kind === 'two' ? 300 : 120)) overlong++;
    for (const kind of [one.kind, 'total', one.declined ? 'to be declined' : 'to be answered']) {
      const sum = kinds.get(kind) ?? { right: 0, asked: 0 };
      kinds.set(kind, { right: sum.right + (faults.length === 0 ? 1 : 0), asked: sum.asked + 1 });
    }
    if (faults.length > 0 || figures.length > 0) {
      console.log(
        `${one.kind} | ${one.after ? `${one.after} → ` : ''}${one.q}\n    ${[...faults, ...figures].join('; ')}\n    ${answer.answer}`,
      );
    }
  }
  console.log(
    `\n${set}: ${cases.length} of ${all.length} questions are about clauses the pack holds; invented figures: ${invented}, too long: ${overlong}`,
  );
  for (const [kind, { right, asked }] of [...kinds].sort()) {
    console.log(`  ${kind.padEnd(20)} ${right}/${asked}  ${((100 * right) / asked).toFixed(1)} %`);
  }
}

for (const set of positionals.length > 0 ? positionals : ['tune', 'measured']) evaluate(set);
