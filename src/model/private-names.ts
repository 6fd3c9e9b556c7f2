import type { Store } from '../domain/ports.js';
import { systemViewer } from '../domain/staff.js';
import { fold } from '../understanding/fold.js';
import type { NamedSpan, NameFinder } from '../understanding/pseudonyms.js';
import { WordFinder } from '../understanding/word-finder.js';
import { surnames } from '../understanding/words/people.js';

/** Building takes time of the turns: it is done anew at most for this share of it. */
const share = 0.05;

/** Every name of the directory, whoever may see it: none of them leaves. Built anew when the directory has changed. */
export class PrivateNames {
  readonly #store: Pick<Store, 'records' | 'directoryRevision'>;
  #finder: NameFinder | undefined;
  #revision = -1;
  #notBefore = 0;

  constructor(store: Pick<Store, 'records' | 'directoryRevision'>) {
    this.#store = store;
  }

  async finder(): Promise<NameFinder> {
    const revision = await this.#store.directoryRevision();
    const startedAt = performance.now();
    if (this.#finder && (revision === this.#revision || startedAt < this.#notBefore)) return this.#finder;
    this.#finder = finderOf(await this.#words());
    this.#revision = revision;
    const endedAt = performance.now();
    this.#notBefore = endedAt + (endedAt - startedAt) / share;
    return this.#finder;
  }

  async #words(): Promise<WordFinder<NamedSpan['kind']>> {
    const words = new WordFinder<NamedSpan['kind']>();
    const add = (name: string | null, kind: NamedSpan['kind']): void => {
      const folded = fold(name ?? '').trim();
      if (folded.length >= 2) words.add(folded, kind);
    };
    for await (const { name, aliases } of this.#store.records(systemViewer, 'customers')) {
      for (const each of [name, ...aliases]) add(each, 'customer');
    }
    for await (const { name, title, phone } of this.#store.records(systemViewer, 'contacts')) {
      add(name, 'person');
      if (title) add(familyNameOf(name) + title, 'person');
      add(phone, 'number');
    }
    for await (const { name, phone, workNumber } of this.#store.records(systemViewer, 'staff')) {
      add(name, 'person');
      for (const number of [phone, workNumber]) add(number, 'number');
    }
    return words;
  }
}

/** 何 of 何志远, 欧阳 of 欧阳倩. */
function familyNameOf(name: string): string {
  return surnames.has(name.slice(0, 2)) ? name.slice(0, 2) : name.slice(0, 1);
}

function finderOf(words: WordFinder<NamedSpan['kind']>): NameFinder {
  return (folded) => {
    const spans: NamedSpan[] = [];
    for (let at = 0; at < folded.length; at++) {
      const found = words.longestAt(folded, at);
      if (!found || cutsWord(folded, found)) continue;
      spans.push({ kind: found.value, from: found.from, to: found.to });
    }
    return spans;
  };
}

/** A name in letters or digits stands by itself: 80117 is not in 480117, acme not in acmeone. */
function cutsWord(folded: string, { from, to }: { from: number; to: number }): boolean {
  const joins = (a: number, b: number): boolean =>
    [/[a-z]/, /\d/].some((same) => same.test(folded.charAt(a)) && same.test(folded.charAt(b)));
  return joins(from - 1, from) || joins(to - 1, to);
}
