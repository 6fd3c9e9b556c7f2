import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { projectRoot } from '../src/project-root.js';

/**
 * What each room may import besides itself and the base files. Imports go one way:
 * channels → turn → dialogs → domain → policy; records implement what domain asks for; app.ts alone knows all.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  policy: [],
  domain: ['policy'],
  understanding: ['policy', 'domain'],
  handbook: ['policy', 'domain', 'understanding'],
  model: ['policy', 'domain', 'understanding', 'handbook', 'coordination'],
  dialogs: ['policy', 'domain', 'understanding', 'handbook'],
  coordination: ['policy', 'domain'],
  turn: ['policy', 'domain', 'understanding', 'handbook', 'model', 'dialogs', 'coordination'],
  http: ['coordination'],
  channels: ['policy', 'domain', 'turn', 'coordination', 'http'],
  records: ['policy', 'domain'],
  ledger: ['policy', 'domain', 'dialogs', 'turn', 'coordination', 'channels'],
};
/** Rooms that put the parts together; nobody imports them. */
const composers = ['app', 'cli', 'bench'];
/** The words that policy derives from and to; they import nothing but each other, so the way stays one. */
const vocabulary = ['src/domain/event.ts', 'src/domain/labels.ts', 'src/domain/obligation.ts'];
const baseFiles = [
  ...vocabulary,
  'src/clock.ts',
  'src/config.ts',
  'src/errors.ts',
  'src/log.ts',
  'src/project-root.ts',
  'src/secret-key.ts',
  'src/steps.ts',
];

/** Packages that may be seen in some rooms only. */
const kept: ReadonlyArray<{ packages: RegExp; rooms: readonly string[] }> = [
  { packages: /^(botbuilder|botframework)/, rooms: ['turn', 'channels', 'dialogs', 'bench'] },
  { packages: /^(kysely|pg|node:sqlite)($|\/)/, rooms: ['records', 'bench'] },
  { packages: /^restify/, rooms: ['http', 'bench'] },
  { packages: /^node:(http|https|http2|net)$/, rooms: ['http', 'channels', 'app', 'bench'] },
  { packages: /^ioredis/, rooms: ['coordination', 'bench'] },
  { packages: /^(openai|langchain|@langchain\/)/, rooms: ['model'] },
];

interface Source {
  /** With forward slashes, from the project's root. */
  path: string;
  text: string;
}

function roomOf(path: string): string {
  if (baseFiles.includes(path)) return 'base';
  const [top = '', folder = '', ...rest] = path.split('/');
  if (top !== 'src') return top;
  return rest.length === 0 ? 'app' : folder;
}

/** Every module a file names: `import … from`, `export … from`, `import '…'`, `import('…')`. */
function importsOf({ text }: Source): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const pattern = /(?:\bfrom\s+|\bimport\s+|\bimport\(\s*)(['"])([^'"\n]+)\1/g;
  return [...code.matchAll(pattern)].flatMap((match) => match[2] ?? []);
}

function targetOf(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(dirname(from), specifier).replace(/\.js$/, '.ts');
}

function crossings(source: Source): string[] {
  const room = roomOf(source.path);
  if (composers.includes(room)) return [];
  const allowed = mayImport[room];
  if (!allowed) return [`${source.path}: the room ${room} has no entry in this test`];
  return importsOf(source).flatMap((specifier) => {
    const target = targetOf(source.path, specifier);
    if (target === undefined) return [];
    const other = roomOf(target);
    return other === room || other === 'base' || allowed.includes(other) ? [] : [`${source.path} imports ${target}`];
  });
}

function strayPackages(source: Source): string[] {
  const room = roomOf(source.path);
  return importsOf(source)
    .filter((specifier) => kept.some(({ packages, rooms }) => packages.test(specifier) && !rooms.includes(room)))
    .map((specifier) => `${source.path} imports ${specifier}`);
}

/** Rooms that import each other, also by a detour, as `a → b → a`. */
function cycles(sources: readonly Source[]): string[] {
  const graph = new Map<string, Set<string>>();
  for (const source of sources) {
    const room = roomOf(source.path);
    const others = importsOf(source).flatMap((specifier) => targetOf(source.path, specifier) ?? []);
    const known = graph.get(room) ?? new Set();
    for (const other of others) if (roomOf(other) !== room) known.add(roomOf(other));
    graph.set(room, known);
  }
  const found: string[] = [];
  const visit = (room: string, way: readonly string[]): void => {
    if (way.includes(room)) {
      if (way[0] === room) found.push([...way, room].join(' → '));
      return;
    }
    for (const next of graph.get(room) ?? []) visit(next, [...way, room]);
  };
  for (const room of graph.keys()) visit(room, []);
  return found;
}

function read(folder: string, extensions: RegExp): Source[] {
  const names = readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true });
  return names.flatMap((entry) => {
    if (!entry.isFile() || !extensions.test(entry.name)) return [];
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(projectRoot.length + 1).replaceAll('\\', '/');
    return [{ path, text: readFileSync(file, 'utf8') }];
  });
}

const sources = [...read('src', /\.ts$/), ...read('dialogs', /\.ts$/)];
const everything = [
  ...sources,
  ...['bin', 'bench', 'test', 'web'].flatMap((folder) => read(folder, /\.(ts|mjs|js|css)$/)),
];

test('imports go one way', () => {
  expect(sources.flatMap(crossings)).toEqual([]);
});

test('no room imports itself by a detour', () => {
  expect(cycles(sources)).toEqual([]);
});

test('the bot framework, databases and servers stay at their edge', () => {
  expect(sources.flatMap(strayPackages)).toEqual([]);
});

test('only the configuration reads the environment', () => {
  const readers = sources.filter(({ text }) => /\bprocess\s*\.\s*env\b|\bprocess\[/.test(text)).map(({ path }) => path);
  expect(readers).toEqual(['src/config.ts']);
});

test('limits of queries are written into them, see Session', () => {
  const bound = sources
    .filter(({ text }) => /\.limit\((?!sql\.lit)|\blimit \$\{(?!sql\.lit)/.test(text))
    .map(({ path }) => path);
  expect(bound).toEqual([]);
});

test('every channel has the same files, and stands where the conformance suite runs', () => {
  const folders = readdirSync(join(projectRoot, 'src/channels'), { withFileTypes: true }).filter((e) =>
    e.isDirectory(),
  );
  const names = folders.map(({ name }) => name);
  const missing = names.flatMap((name) =>
    ['verify', 'decode', 'encode', 'send', 'index']
      .map((file) => `src/channels/${name}/${file}.ts`)
      .filter((path) => !existsSync(join(projectRoot, path))),
  );
  expect(missing).toEqual([]);
  const run = readFileSync(join(projectRoot, 'test/channels/places/all.ts'), 'utf8');
  expect([...run.matchAll(/\['([a-z-]+)', open/g)].map(([, name]) => name).sort()).toEqual(names.sort());
});

test('no file is longer than 350 lines', () => {
  const long = everything.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
  expect(long.filter(({ lines }) => lines > 350)).toEqual([]);
});

test('names are kebab-case, and every thing has a home', () => {
  const names = everything.flatMap(({ path }) => path.split('/').slice(1));
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(name))).toEqual([]);
  expect(names.filter((name) => /^(utils?|helpers?|common|misc)\b/.test(name))).toEqual([]);
});

test('the image starts the server with the flags of npm start', () => {
  const [flags = ''] =
    /serverFlags = \[(.*)\]/.exec(readFileSync(join(projectRoot, 'bin/runtime.mjs'), 'utf8'))?.slice(1) ?? [];
  const asked = [...flags.matchAll(/'([^']+)'/g)].map(([, flag]) => flag);
  const [command = '[]'] = /^CMD (\[.*\])/m.exec(readFileSync(join(projectRoot, 'Dockerfile'), 'utf8'))?.slice(1) ?? [];
  expect(asked.length).toBeGreaterThan(0);
  expect(JSON.parse(command)).toEqual(expect.arrayContaining(asked));
});

describe('the checks see what they look for', () => {
  const file = (path: string, text: string): Source => ({ path, text });

  test.each([
    ["import { a } from '../turn/types.js';", 'src/domain/x.ts imports src/turn/types.ts'],
    ["import type { A } from '../channels/channel.js';", 'src/domain/x.ts imports src/channels/channel.ts'],
    ["export * from '../../dialogs/engine/form.js';", 'src/domain/x.ts imports dialogs/engine/form.ts'],
    ["const late = await import('../records/open-store.js');", 'src/domain/x.ts imports src/records/open-store.ts'],
    ["import {\n  a,\n  b,\n} from '../app.js';", 'src/domain/x.ts imports src/app.ts'],
  ])('a crossing: %s', (text, expected) => {
    expect(crossings(file('src/domain/x.ts', text))).toEqual([expected]);
  });

  test('what is allowed, and what only looks like an import', () => {
    const text =
      "import { a } from '../policy/types.js';\nimport '../errors.js';\n// import { b } from '../turn/types.js';\n";
    expect(crossings(file('src/domain/x.ts', text))).toEqual([]);
  });

  test('a new room without an entry', () => {
    expect(crossings(file('src/newcomer/x.ts', ''))).toHaveLength(1);
  });

  test('a stray package', () => {
    expect(strayPackages(file('src/domain/x.ts', "import type { Activity } from 'botbuilder';"))).toHaveLength(1);
    expect(strayPackages(file('dialogs/engine/x.ts', "import { Dialog } from 'botbuilder-dialogs';"))).toEqual([]);
  });

  test('a detour', () => {
    const round = [
      file('src/a/x.ts', "import '../b/x.js';"),
      file('src/b/x.ts', "import '../c/x.js';"),
      file('src/c/x.ts', "import '../a/x.js';"),
    ];
    expect(cycles(round)).toContain('a → b → c → a');
  });
});
