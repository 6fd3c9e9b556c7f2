import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { loadPack } from '../policy/load-pack.js';
import { askOf, slotsOf } from '../understanding/slots.js';
import type { Reading, Understanding } from '../understanding/types.js';
import type { Command, CommandIo } from './command.js';
import { packReader } from './pack-reader.js';

const help = `Usage: shouwen understand [--now ISO]

Reads messages as the bot would, without a store. One JSON line in, one out, in order:
  in   {"text": "…", "speaker": "manager" | "customer"}   (speaker: manager when absent)
  out  {text, intent, confidence, slots, ask, warnings, also?}

  --now ISO   the moment the messages are read at, e.g. 2026-11-24T16:50:00+08:00; default: now

intent   complaint, visit, policy, task, smalltalk, help or unknown
slots    what was said, with the labels people read (资费, 愤怒 …); ID and bank-card numbers come back masked
ask      slots a person would still ask for
also     further matters of the same message: [{intent, slots}]

Examples:
  echo '{"text":"客户华盛物流投诉:8月账单多收300元漫游费"}' | shouwen understand
  shouwen understand --now 2026-11-24T16:50:00+08:00 < messages.jsonl
`;

const lineSchema = z.object({ text: z.string(), speaker: z.enum(['manager', 'customer']).default('manager') });

function rowOf(reading: Reading): object {
  const { text, intent, confidence, facts, warnings } = reading;
  const also = reading.also.map((matter) => ({ intent: matter.intent, slots: slotsOf(matter.intent, matter.facts) }));
  return {
    text,
    intent,
    confidence,
    slots: slotsOf(intent, facts),
    ask: askOf(intent, facts),
    warnings,
    ...(also.length > 0 ? { also } : {}),
  };
}

function lineRow(line: string, understanding: Understanding, now: number, timeZone: string): object {
  const parsed = lineSchema.safeParse(parseJson(line));
  if (!parsed.success) {
    const message = 'expected {"text": "…", "speaker": "manager" | "customer"}, one JSON object a line';
    return { error: { code: 'invalid-input', message } };
  }
  const { text, speaker } = parsed.data;
  return rowOf(understanding.read(text, { now, timeZone, speaker }));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** An instant with its offset; a time without one would mean another moment on every machine. */
function momentOf(said: string | undefined): number {
  if (said === undefined) return Date.now();
  const moment = Date.parse(said);
  if (Number.isNaN(moment) || !/(?:Z|[+-]\d\d:?\d\d)$/.test(said)) {
    throw new AppError('invalid-input', '--now takes an ISO time with offset, e.g. 2026-11-24T16:50:00+08:00');
  }
  return moment;
}

async function run(args: string[], io: CommandIo): Promise<0 | 1 | 2> {
  const { values } = parseArgs({ args, options: { now: { type: 'string' } } });
  const now = momentOf(values.now);
  const pack = loadPack(io.env.PACK ?? 'telecom');
  const understanding = packReader(pack);
  for await (const line of createInterface({ input: io.in, crlfDelay: Number.POSITIVE_INFINITY })) {
    io.out.write(`${JSON.stringify(lineRow(line, understanding, now, pack.timeZone))}\n`);
  }
  return 0;
}

/** `shouwen understand`: no store is opened, created or migrated. */
export const understand: Command = {
  name: 'understand',
  summary: 'read messages into intent and facts, without recording anything',
  help,
  async run(args, io) {
    try {
      return await run(args, io);
    } catch (error) {
      io.err.write(`${error instanceof Error ? error.message : String(error)}\n`);
      return error instanceof AppError && error.code !== 'invalid-input' ? 1 : 2;
    }
  },
};
