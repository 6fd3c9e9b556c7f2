import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';

type Step = string | number;

/** Where each value of a YAML document stands; the document has been read before and has no syntax fault. */
export class YamlLines {
  readonly #source: string;
  readonly #events: Event[];
  readonly #startOf = new Map<string, number>();
  #next = 1;

  constructor(source: string) {
    this.#source = source;
    this.#events = parseEvents(source, {});
    this.#value([], 0);
  }

  /** Line, from 1, of the value at a path, or of the nearest one around it. */
  of(path: readonly Step[]): number {
    for (let depth = path.length; depth >= 0; depth--) {
      const start = this.#startOf.get(JSON.stringify(path.slice(0, depth)));
      if (start !== undefined) return this.#source.slice(0, start).split('\n').length;
    }
    return 1;
  }

  /** Takes a value with all that is in it. An empty one stands where its key does. */
  #value(path: readonly Step[], keyStart: number): void {
    const event = this.#events[this.#next++];
    if (!event) return;
    const start = startOf(event);
    this.#startOf.set(JSON.stringify(path), start < 0 ? keyStart : start);
    if (event.type === EVENT_ID.SEQUENCE) for (let n = 0; !this.#ends(); n++) this.#value([...path, n], start);
    if (event.type === EVENT_ID.MAPPING) while (!this.#ends()) this.#entry(path);
  }

  #entry(path: readonly Step[]): void {
    const key = this.#events[this.#next++];
    if (!key) return;
    const name = key.type === EVENT_ID.SCALAR ? getScalarValue(this.#source, key) : '';
    this.#value([...path, name], startOf(key));
  }

  #ends(): boolean {
    const event = this.#events[this.#next];
    const ends = event === undefined || event.type === EVENT_ID.POP;
    if (ends) this.#next++;
    return ends;
  }
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  return 'start' in event ? event.start : -1;
}
