import type { Session } from './session.js';

type Part = (session: Session) => object;
type Intersection<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer A) => void ? A : never;
/** The methods of all parts. */
type Whole<P extends readonly Part[]> = Intersection<ReturnType<P[number]>>;

/** All parts made for a session at once. */
export function together<P extends readonly Part[]>(parts: P, session: Session): Whole<P> {
  return Object.assign({}, ...parts.map((part) => part(session)));
}

/**
 * The same for sessions that are many and short: a part is made when one of its methods is first asked for, since a transaction uses few.
 * Methods are not the object's own: it is not to be spread. `sample` tells their names.
 */
export function lazily<P extends readonly Part[]>(parts: P, sample: Session): (session: Session) => Whole<P> {
  class Parts {
    readonly session: Session;
    readonly made: object[] = [];
    constructor(session: Session) {
      this.session = session;
    }
  }
  for (const [at, part] of parts.entries())
    for (const name of Object.keys(part(sample)))
      Object.defineProperty(Parts.prototype, name, {
        get(this: Parts): unknown {
          this.made[at] ??= part(this.session);
          return Reflect.get(this.made[at], name);
        },
      });
  return (session) => new Parts(session) as unknown as Whole<P>;
}
