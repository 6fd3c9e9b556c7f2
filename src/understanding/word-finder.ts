interface Node<T> {
  next: Map<number, Node<T>>;
  values: T[];
}

export interface Found<T> {
  value: T;
  from: number;
  to: number;
}

/** Finds all words of a dictionary in one pass; work grows with the text times the longest word. */
export class WordFinder<T> {
  readonly #root: Node<T> = { next: new Map(), values: [] };

  add(word: string, value: T): void {
    if (word.length === 0) return;
    let node = this.#root;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      let next = node.next.get(code);
      if (!next) {
        next = { next: new Map(), values: [] };
        node.next.set(code, next);
      }
      node = next;
    }
    node.values.push(value);
  }

  /** The longest word that begins at `at`. */
  longestAt(text: string, at: number): Found<T> | undefined {
    let node = this.#root;
    let best: Found<T> | undefined;
    for (let i = at; i < text.length; i++) {
      const next = node.next.get(text.charCodeAt(i));
      if (!next) break;
      node = next;
      const value = node.values[0];
      if (value !== undefined) best = { value, from: at, to: i + 1 };
    }
    return best;
  }

  /** Every word at every place, overlapping ones included, in order of their beginning. */
  all(text: string): Array<Found<T>> {
    const found: Array<Found<T>> = [];
    if (this.#root.next.size === 0) return found;
    for (let at = 0; at < text.length; at++) {
      let node = this.#root;
      for (let i = at; i < text.length; i++) {
        const next = node.next.get(text.charCodeAt(i));
        if (!next) break;
        node = next;
        for (const value of node.values) found.push({ value, from: at, to: i + 1 });
      }
    }
    return found;
  }
}
