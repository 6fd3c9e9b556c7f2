import type { ModelConfig } from '../config.js';
import type { Cache } from '../coordination/cache.js';
import { inScript, languageOf, normalize } from '../handbook/text.js';
import type { Handbook, PolicyAnswer } from '../handbook/types.js';
import { versionOf } from '../handbook/version.js';
import { loadWords, type Say } from '../handbook/wording.js';
import type { Logger } from '../log.js';
import type { Clause } from '../policy/types.js';
import { loadPrompt } from '../understanding/prompts.js';
import type { Pseudonyms } from '../understanding/pseudonyms.js';
import type { Language } from '../understanding/types.js';
import { Budget } from './budget.js';
import { embeddingModelOf } from './endpoint.js';
import type { AnswerGuard } from './guard.js';
import { fenced, labelOf, render } from './prompt.js';
import { Remembered } from './remembered.js';
import { type Embed, Retrieval } from './retrieval.js';
import { Trust } from './trust.js';
import type { AnswerOptions } from './types.js';
import { rememberedVectors } from './vectors.js';
import type { Call, Wire } from './wire.js';
import { answerShape, type WordedAnswer } from './worded-answer.js';

/** From here on the handbook's own search is sure of its clause. */
const sure = 0.9;
const embeddingMs = 1_500;
const indexingMs = 60_000;
const againAfterMs = 300_000;
const languages: Record<Language, string> = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' };

export interface AnswersOptions {
  handbook: Handbook;
  /** Those in force now. */
  clauses: () => readonly Clause[];
  guard: () => AnswerGuard;
  mayBeSaid(text: string): boolean;
  config: ModelConfig;
  wire: Wire;
  cache: Cache;
  leastMs: number;
  log: Logger;
}

/** The clauses of one version of the handbook. */
interface Shelf {
  version: string;
  byId: ReadonlyMap<string, Clause>;
  retrieval: Retrieval;
  /** When embedding them may be tried (again), monotonic ms. */
  embedFrom: number;
}

/** What belongs to one message. */
export interface Asking {
  budget: Budget;
  hidden: Pseudonyms;
}

/** The handbook's answer in the model's words, where they hold; else in the handbook's own. */
export class Answers {
  readonly #options: AnswersOptions;
  readonly #remembered: Remembered<typeof answerShape>;
  readonly #trust = new Trust({ earned: true });
  readonly #say: Say = loadWords();
  readonly #prompt = loadPrompt('answer-question');
  #shelf: Shelf | undefined;

  constructor(options: AnswersOptions) {
    this.#options = options;
    this.#remembered = new Remembered(options.cache, answerShape, 'answers', options.config);
  }

  /** Embeds the clauses, in the background. */
  async prepare(hidden: Pseudonyms): Promise<void> {
    await this.#embed(this.#shelfOf(versionOf(this.#options.clauses())), hidden);
  }

  #shelfOf(version: string): Shelf {
    if (this.#shelf?.version === version) return this.#shelf;
    const clauses = this.#options.clauses();
    const byId = new Map(clauses.map((clause) => [clause.id, clause]));
    this.#shelf = { version, byId, retrieval: new Retrieval(clauses), embedFrom: 0 };
    return this.#shelf;
  }

  /** A failure is tried again after a while. */
  async #embed(shelf: Shelf, hidden: Pseudonyms): Promise<void> {
    const { config, leastMs } = this.#options;
    if (embeddingModelOf(config) === undefined || performance.now() < shelf.embedFrom) return;
    shelf.embedFrom = performance.now() + againAfterMs;
    const asked = this.#embedding({ budget: new Budget(indexingMs, leastMs), hidden });
    const embedding = rememberedVectors(asked, this.#options.cache, config);
    await shelf.retrieval.embedClauses(embedding).catch(() => {});
  }

  async answer(question: string, options: AnswerOptions, asking: Asking): Promise<PolicyAnswer> {
    const own = this.#options.handbook.answer(question, options);
    // What the handbook leaves open, or says to a figure put to it, is its own to say; the whole clause is asked for as it stands.
    const settled = (own.declined && own.citations.length > 0) || checked.test(own.answer);
    if (settled || options.detail || asking.budget.left() === 0) return own;
    const language = options.language ?? languageOf(question);
    const length = own.answer.length > 120 ? 300 : 120;
    try {
      return await this.#worded({ question, own, language, length, before: options.follows ?? '' }, asking);
    } catch (err) {
      this.#options.log.debug({ err }, 'the handbook answers in its own words');
      return own;
    }
  }

  async #worded(asked: Asked, asking: Asking): Promise<PolicyAnswer> {
    const { hidden } = asking;
    const embed = embeddingModelOf(this.#options.config) ? this.#embedding(asking) : undefined;
    const shelf = this.#shelfOf(asked.own.version);
    const before = inWordsOf(shelf, asked.before);
    void this.#embed(shelf, hidden);
    const found = new Map<string, Clause>();
    const take = (clauses: Clause[]) => {
      for (const clause of clauses) found.set(clause.id, clause);
      return clauses;
    };
    take(await shelf.retrieval.find(asked.question, asked.own, embed));
    const restored = (worded: WordedAnswer) => this.#restored(worded, asked, hidden);
    const fault = (worded: WordedAnswer) => this.#fault(restored(worded), asked, found);
    const search = (query: string) => said(take(this.#search(hidden.restore(query) ?? '', shelf)));
    const worded = restored(
      await this.#ask({ ...asked, before }, [...found.values()], asking, { search, guard: fault }),
    );
    if (worded === null) throw new Error('names nobody gave');
    return this.#judged(worded, asked, shelf);
  }

  /** A question that was asked before, by anybody, of the same handbook is not asked again. */
  async #ask(
    { question, own, language, length, before }: Asked,
    clauses: Clause[],
    { budget, hidden }: Asking,
    tools: { search: (query: string) => string; guard: (worded: WordedAnswer) => string | null },
  ): Promise<WordedAnswer> {
    const { config, wire } = this.#options;
    const masked = hidden.hide(question);
    const asked = [own.version, labelOf(this.#prompt), language, length, normalize(masked), before];
    const known = await this.#remembered.find(asked);
    if (known && tools.guard(known) === null) return known;
    const rendered = render(this.#prompt, {
      language: languages[language],
      length: String(length - 30),
      clauses: said(clauses),
      draft: own.declined ? '-' : hidden.hide(own.answer.replace(marks, '')),
      before: fenced(before) || '-',
      question: fenced(masked),
    });
    const { askAgent } = await import('./agent.js');
    const call: Call = { use: 'answers', prompt: rendered.label, budget, hidden };
    const signal = AbortSignal.timeout(Math.max(1, Math.ceil(budget.left())));
    const worded = await askAgent(rendered, { config, fetchOfCall: wire.fetchFor(call), signal, ...tools });
    await this.#remembered.keep(asked, worded);
    return worded;
  }

  #restored(worded: WordedAnswer, { language }: Asked, hidden: Pseudonyms): WordedAnswer | null {
    const answer = hidden.restore(worded.answer);
    const citations = worded.citations.map((id) => hidden.restore(id) ?? id);
    return answer === null
      ? null
      : { ...worded, citations: [...new Set(citations)], answer: inScript(answer.trim(), language) };
  }

  #fault(worded: WordedAnswer | null, asked: Asked, found: ReadonlyMap<string, Clause>): string | null {
    if (worded === null) return 'names nobody gave';
    const { guard, mayBeSaid } = this.#options;
    const { question, language, own } = asked;
    const marks = worded.citations.reduce((sum, id) => sum + (found.get(id)?.ref.length ?? 0) + 2, 0);
    const context = { question, language, found, own: own.answer, length: asked.length - marks, mayBeSaid };
    const fault = guard().fault(worded, context);
    if (fault !== null) this.#trust.contradicted();
    return fault;
  }

  /**
   * Where the handbook's own search is sure, the model words its clause and nothing else; where it is not, a model that has agreed
   * so far may point to another clause, or to none.
   */
  #judged(worded: WordedAnswer, { own, language, question }: Asked, { byId }: Shelf): PolicyAnswer {
    const cites = own.citations.map(({ clause }) => worded.citations.includes(clause));
    const same = worded.answered ? cites[0] === true : own.declined;
    if (own.confidence >= sure) {
      if (same) this.#trust.agreed();
      else this.#trust.contradicted();
      if (!same) return own;
    } else if (!same && !this.#trust.given) return own;
    // Of clauses that answer, and of their figures, none is left out.
    if (same && (cites.includes(false) || this.#loses(worded.answer, own.answer, question))) return own;
    if (worded.answered) return this.#dressed(worded, own, language, byId);
    return same ? own : this.#refusal(own, language);
  }

  #loses(answer: string, own: string, question: string): boolean {
    return this.#options.guard().loss(answer, own.replace(marks, ' '), question) !== null;
  }

  #dressed(worded: WordedAnswer, own: PolicyAnswer, language: Language, byId: Shelf['byId']): PolicyAnswer {
    const cited = worded.citations.flatMap((id) => byId.get(id) ?? []);
    const [first, ...others] = cited;
    const text = this.#say('cite', language, { text: worded.answer, ref: first?.ref ?? '' });
    const marks = others.map(({ ref }) => this.#say('cite', language, { text: '', ref }));
    return {
      ...own,
      answer: text + marks.join(''),
      declined: false,
      citations: cited.map(({ id, title, path, text: quote, effective }) => ({
        clause: id,
        title,
        path,
        quote,
        effectiveFrom: effective,
      })),
      byModel: true,
    };
  }

  #refusal(own: PolicyAnswer, language: Language): PolicyAnswer {
    return { ...own, answer: this.#say('outside', language), declined: true, citations: [] };
  }

  #search(query: string, { byId }: Shelf): Clause[] {
    const { hits } = this.#options.handbook.answer(query);
    return hits.slice(0, 4).flatMap(({ clause }) => byId.get(clause) ?? []);
  }

  #embedding({ budget, hidden }: Asking): Embed {
    const { config, wire } = this.#options;
    return async (texts, into) => {
      const { embed } = await import('./openai.js');
      const part = into === 'index' ? budget : budget.part(embeddingMs);
      const call: Call = { use: 'answers', prompt: 'embedding', budget: part, hidden };
      return await embed(config, wire.fetchFor(call), embeddingModelOf(config) ?? '', texts);
    };
  }
}

interface Asked {
  question: string;
  own: PolicyAnswer;
  language: Language;
  /** Most characters, marks of clauses included. */
  length: number;
  before: string;
}

/** 不是48小时, 对: a figure put to be confirmed. */
const checked = /^(?:不是|对。|對。|Not |Yes\. )/;
const marks = /〔[^〕]*〕/g;

/** Of what was asked before only the words the handbook uses itself: no name is among them. */
function inWordsOf({ byId }: Shelf, before: string): string {
  const texts = [...byId.values()].map(({ title, text }) => normalize(`${title} ${text}`)).join('\n');
  return before
    .split(' ')
    .filter((word) => texts.includes(normalize(word)))
    .join(' ');
}

/** Clauses as the model reads them. */
function said(clauses: readonly Clause[]): string {
  return clauses.map(({ id, path, text }) => `[${id}] ${path}\n${text}`).join('\n\n') || '-';
}
