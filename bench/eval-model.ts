import { measureAnswers, measureReading, readQuestions, type Score } from './model/measure.js';
import { goodAnswerer, inventor, misleader, obeyer, refuser, turner } from './model/scripted-answerers.js';
import { goodReader, liar, parrot, type ReadCase, twister } from './model/scripted-readers.js';
import type { ComplaintCase, IntentCase, VisitCase } from './understanding/intake-cases.js';
import { readSet } from './understanding/time-cases.js';

/**
 * How well messages are read and questions answered by the rules alone, with a scripted model that means well, and with several
 * that do not. Scripted: they know the sets, so this measures what our side lets through, not how good a real model is.
 */
const percent = ({ right, all }: Score): string => `${((100 * right) / all).toFixed(2)} %`;

function print(name: string, score: Score, alone: Score): void {
  const gained = score.right - alone.right;
  const moved = score === alone ? '' : `  ${gained >= 0 ? '+' : ''}${gained}`;
  const figures = score.invented > 0 ? `  INVENTED FIGURES ${score.invented}` : '';
  console.log(
    `  ${name.padEnd(34)} ${percent(score).padStart(8)} (${score.right}/${score.all})${moved}${figures}  ${score.asked} requests`,
  );
}

const intentsAtMost = 600;

function messages(): ReadCase[] {
  const intents = readSet<IntentCase>('intents.jsonl');
  const step = Math.max(1, Math.floor(intents.length / intentsAtMost));
  return [
    ...readSet<ComplaintCase>('complaints.jsonl').map((one): ReadCase => ({ of: 'complaints', one })),
    ...readSet<VisitCase>('visits.jsonl').map((one): ReadCase => ({ of: 'visits', one })),
    ...intents.filter((_, at) => at % step === 0).map((one): ReadCase => ({ of: 'intents', one })),
  ];
}

async function reading(): Promise<void> {
  for (const of of ['complaints', 'visits', 'intents'] as const) {
    const cases = messages().filter((each) => each.of === of);
    console.log(`${of}: ${cases.length} messages`);
    const alone = await measureReading(null, cases);
    print('rules alone', alone, alone);
    print('a model that means well', await measureReading(goodReader, cases), alone);
    for (const [name, script] of Object.entries({ liar, twister, parrot }))
      print(`a hostile one: ${name}`, await measureReading(script, cases), alone);
  }
}

async function answers(): Promise<void> {
  for (const set of ['tune', 'measured']) {
    const cases = readQuestions(set);
    console.log(`questions, ${set}: ${cases.length}`);
    const alone = await measureAnswers(null, cases);
    print('the handbook alone', alone, alone);
    print('a model that means well', await measureAnswers(goodAnswerer, cases), alone);
    for (const [name, script] of Object.entries({ inventor, misleader, turner, obeyer, refuser }))
      print(`a hostile one: ${name}`, await measureAnswers(script, cases), alone);
  }
}

await reading();
await answers();
