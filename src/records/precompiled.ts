import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Viewer } from '../domain/staff.js';
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
    const known = shapes.get(session.dialect.name) ?? shapeOf((marks: A) => build(session.db, ...marks), args);
    shapes.set(session.dialect.name, known);
    return filled(known, args);
  };
}

/** The same for what a viewer may see: one shape for the program and one for each role. */
export function precompiledFor<A extends Argument[], R>(
  build: (db: Kysely<Tables>, viewer: Viewer, ...args: A) => Compilable<R>,
): (session: Session, viewer: Viewer, ...args: A) => Compilable<R> {
  const shapes = new Map<string, Shape<R>>();
  return (session, viewer, ...args) => {
    const key = `${session.dialect.name} ${viewer.kind === 'system' ? viewer.kind : viewer.role}`;
    const known = shapes.get(key) ?? shapeFor(build, session, viewer, args);
    shapes.set(key, known);
    return filled(known, viewer.kind === 'system' ? args : [...args, viewer.staffId, viewer.teamId]);
  };
}

function shapeFor<A extends Argument[], R>(
  build: (db: Kysely<Tables>, viewer: Viewer, ...args: A) => Compilable<R>,
  session: Session,
  viewer: Viewer,
  args: A,
): Shape<R> {
  if (viewer.kind === 'system') return shapeOf((marks: A) => build(session.db, viewer, ...marks), args);
  const { length } = args;
  const staffId = markOf(viewer.staffId, length);
  const teamId = markOf(viewer.teamId, length + 1);
  const marked = { ...viewer, staffId: String(staffId), teamId: String(teamId) };
  return shapeOf((marks: A) => build(session.db, marked, ...marks), args, [staffId, teamId]);
}

function filled<R>({ compiled, slots }: Shape<R>, args: readonly Argument[]): Compilable<R> {
  const parameters = compiled.parameters.map((value, index) => {
    const slot = slots[index];
    return slot === undefined ? value : args[slot];
  });
  return { compile: () => ({ ...compiled, parameters }) };
}

/** `more` are marks of values that stand behind the arguments, used or not. */
function shapeOf<A extends Argument[], R>(
  build: (marks: A) => Compilable<R>,
  args: A,
  more: readonly Argument[] = [],
): Shape<R> {
  const marks = args.map(markOf);
  // The marks have the types of the arguments they stand for.
  const compiled = build(marks as A).compile();
  const all = [...marks, ...more];
  const slots = compiled.parameters.map((value) => {
    const index = all.findIndex((mark) => Object.is(mark, value));
    return index < 0 ? undefined : index;
  });
  if (marks.some((_, index) => !slots.includes(index))) throw new Error('A precompiled query must use every argument.');
  return { compiled, slots };
}

/** A value of the argument's type that no query holds by itself. */
function markOf(argument: Argument, index: number): Argument {
  return typeof argument === 'number' ? Number.MIN_SAFE_INTEGER + index : `\u0000argument ${index}\u0000`;
}
