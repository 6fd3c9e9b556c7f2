import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { dueFor, idleFacts } from '../policy/due.js';
import type { PackLanguage } from '../policy/explain.js';
import type { Command, CommandIo } from './command.js';
import { policyOf } from './policy.js';

const help = `Usage: npm run -s shouwen -- due [--pack name|path] [--overlay path] [--lang zh-Hans|en] < events.jsonl

What an event opens, by when, under which clause, and why. Reads JSON lines {"event", "at", "facts"} and writes one row a
line, in order: {"event", "obligations": [...]}, or {"error": {"code", "message"}} for a line that cannot be used.
"later": [{"event", "at", "facts"}, ...] tells what happened later on the same matter (a pause, a new class, the answer); the rows
are those of the end, with "state" and "metAt", at "now" or at the last event. "recordedAt" is when something was told.
Facts are codes or Chinese labels. A limit the handbook leaves open gives "due": null. An administrator's overlay in
DATA_DIR/overlay counts, or the one of --overlay. No store is touched.

Examples:
  echo '{"event":"complaint.accepted","at":"2026-11-24T16:50:00+08:00","facts":{"vip":true}}' | npm run -s shouwen -- due
  echo '{"event":"complaint.accepted","at":"2026-11-24T16:50","facts":{"severity":"重大","customerClass":"A2"}}' | npm run -s shouwen -- due
  echo '{"event":"commitment.made","at":"2026-11-24T16:55","facts":{"at":"2026-11-25T10:00"}}' | npm run -s shouwen -- due --lang en
  echo '{"event":"complaint.accepted","at":"2026-11-24T16:50","facts":{"vip":true},"later":[{"event":"complaint.waiting-for-customer","at":"2026-11-24T18:00"},{"event":"complaint.resumed","at":"2026-11-24T20:00"}]}' | npm run -s shouwen -- due
`;

function missing(name: string, write: string) {
  return ({ input }: { readonly input?: unknown }) =>
    `${name} is ${input === undefined ? 'missing' : 'no text'}; write ${write}`;
}

const factsOf = z
  .record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null()], 'each of facts is a text, a number, true, false or null'),
    'facts must be an object of texts, numbers and booleans',
  )
  .default({});

const happened = z.object(
  {
    event: z.string({ error: missing('event', 'an event kind such as complaint.accepted') }),
    at: z.string({ error: missing('at', 'an instant such as 2026-11-24T16:50:00+08:00') }),
    facts: factsOf,
    recordedAt: z.string().optional(),
  },
  'the line is no object; write {"event": …, "at": …, "facts": {…}}',
);
const line = happened.extend({ later: z.array(happened).optional(), now: z.string().optional() });

/** `due`: JSON lines of events in, what they open out. */
export const due: Command = {
  name: 'due',
  summary: 'what an event opens: who owes what by when, under which clause, and why',
  help,
  async run(args, io) {
    const options = readOptions(args, io);
    if (!options) return 2;
    const { pack, calendars } = policyOf(io.env, options);
    let failed = false;
    const idle = new Set<string>();
    for await (const text of createInterface({ input: io.in, crlfDelay: Number.POSITIVE_INFINITY })) {
      const row = rowFor(text, (input) => {
        const obligations = dueFor(pack, calendars, input, options.language);
        for (const name of idleFacts(pack, input)) idle.add(name);
        return { event: input.event, obligations };
      });
      failed ||= 'error' in row;
      if (!io.out.write(`${JSON.stringify(row)}\n`)) await once(io.out, 'drain');
    }
    if (idle.size) io.err.write(`no rule asks for ${[...idle].map((name) => `facts.${name}`).join(', ')}\n`);
    return failed ? 1 : 0;
  },
};

interface Options {
  pack?: string;
  overlay?: string;
  language: PackLanguage;
}

function readOptions(args: string[], io: CommandIo): Options | null {
  try {
    const { values } = parseArgs({
      args,
      options: { pack: { type: 'string' }, overlay: { type: 'string' }, lang: { type: 'string', default: 'zh-Hans' } },
    });
    if (values.lang !== 'zh-Hans' && values.lang !== 'en') throw new Error('--lang is zh-Hans or en');
    const { lang, ...sources } = values;
    return { ...sources, language: lang };
  } catch (error) {
    io.err.write(`${error instanceof Error ? error.message : error}\n\n${help}`);
    return null;
  }
}

function rowFor(text: string, answer: (input: z.output<typeof line>) => object): object {
  try {
    return answer(readLine(text));
  } catch (error) {
    if (error instanceof AppError) return { error: { code: error.code, message: error.message } };
    throw error;
  }
}

function readLine(text: string): z.output<typeof line> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new AppError('invalid-input', 'the line is not JSON; write {"event": …, "at": …, "facts": {…}}');
  }
  const parsed = line.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid-input', parsed.error.issues.map((issue) => issue.message).join('; '));
}
