import type { ModelConfig } from '../config.js';
import type { Cache } from '../coordination/cache.js';
import type { ModelUse } from '../domain/labels.js';
import type { ModelCall } from '../domain/model-call.js';
import type { Store } from '../domain/ports.js';
import { loadLanguage } from '../handbook/language.js';
import { readLexicon } from '../handbook/lexicon.js';
import type { Handbook } from '../handbook/types.js';
import type { Logger } from '../log.js';
import type { Clause, Pack } from '../policy/types.js';
import { shapedNames } from '../understanding/names/shaped.js';
import { Pseudonyms } from '../understanding/pseudonyms.js';
import type { Reading, ReadingContext, Understanding } from '../understanding/types.js';
import { Answers } from './answers.js';
import { Budget } from './budget.js';
import type { CallLog } from './call-log.js';
import { type AnswerGuard, createGuard } from './guard.js';
import { PrivateNames } from './private-names.js';
import { Reader } from './reader.js';
import { Soother } from './soother.js';
import { type Aid, type Model, type Read, type TimeLimits, timeLimits } from './types.js';
import { Wire } from './wire.js';

export interface ModelOptions {
  config: ModelConfig;
  pack: Pack;
  handbook: Handbook;
  /** Those in force now. */
  clauses: () => readonly Clause[];
  understanding: Understanding;
  store: Pick<Store, 'records' | 'directoryRevision'>;
  calls: CallLog;
  /** What the model said, for all processes. */
  cache: Cache;
  /** False for words the handbook forbids before a customer. */
  mayBeSaid(text: string): boolean;
  log: Logger;
  limits?: TimeLimits;
  /** How long a server that does not answer is left alone, ms. */
  breakMs?: number;
  observe?: (call: ModelCall) => void;
}

/** The language model of this process. Its clients are loaded by the first message, or by `prepare`. */
export function openModel(options: ModelOptions): Model {
  const { config, pack, handbook, understanding, cache, log, limits = timeLimits } = options;
  const uses = new Set<ModelUse>(config.uses.filter((use) => !pack.settings.withoutModel.includes(use)));
  const wire = new Wire({
    calls: options.calls,
    concurrency: config.concurrency,
    log,
    ...(options.breakMs === undefined ? {} : { breakMs: options.breakMs }),
    ...(options.observe ? { observe: options.observe } : {}),
  });
  const names = new PrivateNames(options.store);
  const guard = once(() => guardOf(pack));
  const answers = new Answers({
    handbook,
    clauses: options.clauses,
    guard,
    mayBeSaid: options.mayBeSaid,
    config,
    wire,
    cache,
    leastMs: limits.leastMs,
    log,
  });
  const namesIn = (text: string) => [
    ...understanding.read(text, { now: Date.now(), timeZone: pack.timeZone, speaker: 'manager' }).names,
    ...shapedNames(text),
  ];
  const reader = new Reader({ config, wire, cache, understanding, timeZone: pack.timeZone, log });
  const soother = new Soother({ config, wire, cache, mayBeSaid: options.mayBeSaid, log });
  return {
    forMessage: () => new MessageAid({ uses, names, answers, reader, soother, handbook, limits, namesIn }),
    async prepare() {
      await Promise.all([import('./openai.js'), ...(uses.has('answers') ? [import('./agent.js')] : [])]);
      if (!uses.has('answers')) return;
      guard();
      await answers.prepare(new Pseudonyms([], await names.finder()));
    },
  };
}

interface AidParts {
  uses: ReadonlySet<ModelUse>;
  names: PrivateNames;
  answers: Answers;
  reader: Reader;
  soother: Soother;
  handbook: Handbook;
  limits: TimeLimits;
  /** Whom a text names, as the rules read it. */
  namesIn(text: string): Reading['names'];
}

class MessageAid implements Aid {
  readonly #parts: AidParts;
  readonly #budget: Budget;
  #hidden: Pseudonyms | undefined;

  constructor(parts: AidParts) {
    this.#parts = parts;
    this.#budget = new Budget(parts.limits.messageMs, parts.limits.leastMs);
  }

  async read(reading: Reading, context: ReadingContext, { soothes }: { soothes: boolean }): Promise<Read> {
    const { uses, reader, soother, limits, names } = this.#parts;
    const named = [...reading.names, ...shapedNames(reading.text)];
    const hidden = new Pseudonyms(named, await names.finder());
    this.#hidden = hidden;
    const asking = { budget: this.#budget.part(limits.readingMs), hidden };
    const [read, soothing] = await Promise.all([
      uses.has('reading') ? reader.read(reading, context, asking) : reading,
      uses.has('soothing') && soothes ? soother.sentence(reading, asking) : null,
    ]);
    return { reading: read, soothing };
  }

  async answer(question: string, options: Parameters<Aid['answer']>[1] = {}) {
    const { uses, answers, handbook, names, namesIn } = this.#parts;
    if (!uses.has('answers')) return handbook.answer(question, options);
    this.#hidden ??= new Pseudonyms(namesIn(question), await names.finder());
    const hidden = this.#hidden;
    return await answers.answer(question, options, { budget: this.#budget, hidden });
  }
}

function guardOf({ lexicon }: Pack): AnswerGuard {
  const language = loadLanguage();
  return createGuard([...language.groups, ...readLexicon(lexicon).groups], language);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
