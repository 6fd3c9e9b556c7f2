import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { systemViewer } from '../../src/domain/staff.js';
import { type RunningApp, startApp } from '../running-app.js';
import { expectRecords, instantOf } from './checks.js';
import { matches, readScripts, type Script, type ScriptTurn } from './script.js';

/** By contract; a read-back is eight lines, a reply a hundred characters besides what is read back, cited, copied or told step by step. */
const maxBytes = 2_048;
const maxCharacters = 100;
const maxLine = 60;
const maxLines = 8;

const scripts = readScripts(join(import.meta.dirname));

describe.each(scripts)('$file', ({ script }) => {
  let running: RunningApp;

  beforeAll(async () => {
    running = await startApp({ now: script.now });
  });
  afterAll(async () => {
    await running.close();
  });

  test(script.name, async () => {
    const conversation = randomUUID();
    const told = new Map<string, string>();
    await openChats(running);
    let before = '';
    for (const turn of script.turns) {
      const shown = await playTurn(running, script, turn, conversation, told);
      expect({ say: turn.say, repeated: repeatedQuestion(before, shown) }).toEqual({ say: turn.say, repeated: null });
      before = shown;
    }
    await expectRecords(running, script);
  }, 30_000);
});

/** Everybody of the team can be told something: each has a web chat of his own. */
async function openChats({ app }: RunningApp): Promise<void> {
  const everyone = await app.store.listStaff(systemViewer);
  await app.store.transaction(async (tx) => {
    for (const { id } of everyone) {
      const place = { channel: 'webchat', private: true, reachable: true, reference: '{}', lastUsedAt: 0 };
      await tx.upsertConversation({ ...place, id: `webchat|${id}`, staffId: id });
    }
  });
}

const beginnings: Readonly<Record<string, string>> = {
  png: '89504e470d0a1a0a',
  jpg: 'ffd8ffe0',
  pdf: '255044462d312e34',
};
const types: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', pdf: 'application/pdf' };

function attachmentNamed(name: string): object {
  const kind = name.split('.').at(-1) ?? '';
  const contentType = types[kind] ?? 'application/octet-stream';
  const bytes = Buffer.concat([Buffer.from(beginnings[kind] ?? '4d5a', 'hex'), Buffer.from(name, 'utf8')]);
  return { name, contentType, contentUrl: `data:${contentType};base64,${bytes.toString('base64')}` };
}

/** What colleagues were told since the last look. */
async function newsOf({ app }: RunningApp, staffId: string, read: Map<string, string>): Promise<string> {
  const seen = Number(read.get(`read ${staffId}`) ?? 0);
  const rows = await app.store.listActivities(`webchat|${staffId}`, seen, 100);
  read.set(`read ${staffId}`, String(rows.at(-1)?.seq ?? seen));
  return rows.map((row) => String(JSON.parse(row.json).text)).join('\n');
}

async function playTurn(
  running: RunningApp,
  script: Script,
  turn: ScriptTurn,
  conversation: string,
  told: Map<string, string>,
): Promise<string> {
  if (turn.at) running.clock.set(instantOf(turn.at, script.now));
  const as = turn.as ?? script.as;
  const filled = (text: string) => text.replace(/\{([A-Z]{2})\}/g, (_, kind: string) => told.get(kind) ?? `{${kind}}`);
  const say = filled(turn.say);
  const attachments = turn.sends ? { attachments: turn.sends.map(attachmentNamed) } : {};
  const replies = await running.say(say, { as, in: `${conversation}-${as}`, ...attachments });
  const shown = replies.map((r) => r.text ?? '').join('\n');
  for (const [number, kind = ''] of shown.matchAll(/\b([A-Z]{2})-\d{6}-\w{4}\b/g)) told.set(kind, number);
  const seen = { say: turn.say, shown };
  for (const want of (turn.shows ?? []).map(filled))
    if (!matches(shown, want)) expect(seen).toEqual({ ...seen, shown: want });
  for (const banned of (turn.hides ?? []).map(filled))
    if (matches(shown, banned)) expect(seen).toEqual({ ...seen, shown: `without ${banned}` });
  if (turn.offersConfirm !== undefined)
    expect({ ...seen, confirm: offersConfirm(replies) }).toEqual({ ...seen, confirm: turn.offersConfirm });
  if (turn.brings) {
    const names = replies.flatMap((r) => r.attachments ?? []).map(({ name }) => name ?? '');
    expect({ ...seen, brings: names.sort() }).toEqual({ ...seen, brings: turn.brings.map(filled).sort() });
  }
  for (const [who, wanted] of Object.entries(turn.hears ?? {})) {
    const news = await newsOf(running, who, told);
    const missing = wanted.map(filled).filter((want) => !matches(news, want));
    expect({ ...seen, who, news, missing: wanted.length === 0 ? news : missing }).toEqual({
      ...seen,
      who,
      news,
      missing: wanted.length === 0 ? '' : [],
    });
  }
  if (turn.asksNothing) expect({ ...seen, asks: questions(shown) }).toEqual({ ...seen, asks: 0 });
  for (const reply of replies) expect({ ...seen, fault: overBudget(reply) }).toEqual({ ...seen, fault: null });
  expect({ ...seen, tooManyQuestions: questions(shown) > 1 }).toEqual({ ...seen, tooManyQuestions: false });
  return shown;
}

/** What breaks the budgets of a reply; null when it keeps them. */
function overBudget(reply: Activity): string | null {
  const text = reply.text ?? '';
  if (Buffer.byteLength(text, 'utf8') > maxBytes) return 'bytes';
  if (text.split('\n').length > maxLines) return 'lines';
  const readBack = reply.suggestedActions?.actions.some((a) => /^(修改|Change)$/.test(a.title)) ?? false;
  const cited = (reply.entities ?? []).length > 0;
  const own = text.replace(/「[^」]*」|〔[^〕]*〕|^(?:\d{4}年)?\d+月\d+日\d+:\d+ .*$/gm, '');
  const lines = own.split('\n');
  // A card: few lines, each a short one.
  if (lines.length >= 3 && lines.every((each) => [...each].length <= maxLine)) return null;
  const chinese = /\p{Script=Han}/u.test(own) && !/[A-Za-z]{3,} [A-Za-z]{2,}/.test(own);
  return chinese && !readBack && !cited && [...own].length > maxCharacters ? `${[...own].length} characters` : null;
}

/** The question both replies put, when nothing else was answered between; null when there is none. */
function repeatedQuestion(before: string, now: string): string | null {
  if (/〔|接着说|接著說|Back to/.test(now)) return null;
  const asked = (text: string) =>
    /([^。!\n,\uFF0C:\uFF1A「」]+[?\uFF1F])/.exec(text.replace(/「[^」]*」/g, ''))?.[1] ?? null;
  const last = asked(before);
  const readBack = /^(没问题|按重大盯吗|按重大盯嗎|订吗|訂嗎)/;
  return last !== null && last === asked(now) && !readBack.test(last) ? last : null;
}

function offersConfirm(replies: readonly Activity[]): boolean {
  return replies.some((r) => r.suggestedActions?.actions.some((a) => /^(确认|確認|Confirm)$/.test(a.title)));
}

/** Questions of the bot itself: what it offers to copy stands in 「」 and is the customer's to read. */
function questions(shown: string): number {
  return (shown.replace(/「[^」]*」/g, '').match(/[?\uFF1F]/g) ?? []).length;
}
