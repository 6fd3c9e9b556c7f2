import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Dialect } from './database.js';
import type { Session } from './session.js';
import type { Tables } from './tables.js';

type Argument = string | number;

interface Shape<R> {
  compiled: CompiledQuery<R>;
  /** For each parameter the argument it is, or undefined for one that never changes. */
  slots: (number | undefined)[];
}

/**
 * A query of one shape, built and compiled once a dialect; later calls only fill in the arguments. For the hot reads and
 * writes of a turn. `build` must use every argument as a value and never decide by one.
 */
export function precompiled<A extends Argument[], R>(
  build: (db: Kysely<Tables>, ...args: A) => Compilable<R>,
): (session: Session, ...args: A) => Compilable<R> {
  const shapes = new Map<Dialect['name'], Shape<R>>();
  return (session, ...args) => {
    const known = shapes.get(session.dialect.name) ?? shapeOf(build, session, args);
    shapes.set(session.dialect.name, known);
    const { compiled, slots } = known;
    const parameters = compiled.parameters.map((value, index) => {
      const slot = slots[index];
      return slot === undefined ? value : args[slot];
    });
    return { compile: () => ({ ...compiled, parameters }) };
  };
}

function shapeOf<A extends Argument[], R>(
  build: (db: Kysely<Tables>, ...args: A) => Compilable<R>,
  session: Session,
  args: A,
): Shape<R> {
  const marks = args.map(markOf);
  // The marks have the types of the arguments they stand for.
  const compiled = build(session.db, ...(marks as A)).compile();
  const slots = compiled.parameters.map((value) => {
    const index = marks.findIndex((mark) => Object.is(mark, value));
    return index < 0 ? undefined : index;
  });
  if (marks.some((_, index) => !slots.includes(index))) throw new Error('A precompiled query must use every argument.');
  return { compiled, slots };
}

/** A value of the argument's type that no query holds by itself. */
function markOf(argument: Argument, index: number): Argument {
  return typeof argument === 'number' ? Number.MIN_SAFE_INTEGER + index : `\u0000argument ${index}\u0000`;
}
