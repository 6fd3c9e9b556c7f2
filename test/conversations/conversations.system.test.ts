import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { exportRows } from '../exported.js';
import { type RunningApp, startApp } from '../running-app.js';
import { matches, readScripts, type Script, type ScriptTurn } from './script.js';

/** By contract; a read-back is eight lines, a reply a hundred characters besides what is read back, cited or copied. */
const maxBytes = 2_048;
const maxCharacters = 100;
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
    let before = '';
    for (const turn of script.turns) {
      const shown = await playTurn(running, script, turn, conversation);
      expect({ say: turn.say, repeated: repeatedQuestion(before, shown) }).toEqual({ say: turn.say, repeated: null });
      before = shown;
    }
    await expectRecords(running, script);
  });
});

async function playTurn(running: RunningApp, script: Script, turn: ScriptTurn, conversation: string): Promise<string> {
  if (turn.at) running.clock.set(instantOf(turn.at, script.now));
  const as = turn.as ?? script.as;
  const replies = await running.say(turn.say, { as, in: `${conversation}-${as}` });
  const shown = replies.map((r) => r.text ?? '').join('\n');
  const seen = { say: turn.say, shown };
  for (const want of turn.shows ?? []) if (!matches(shown, want)) expect(seen).toEqual({ ...seen, shown: want });
  for (const banned of turn.hides ?? [])
    if (matches(shown, banned)) expect(seen).toEqual({ ...seen, shown: `without ${banned}` });
  if (turn.offersConfirm !== undefined)
    expect({ ...seen, confirm: offersConfirm(replies) }).toEqual({ ...seen, confirm: turn.offersConfirm });
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
  const own = text.replace(/「[^」]*」|〔[^〕]*〕/g, '');
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

function instantOf(at: string, now: string): string {
  return /^\d\d:\d\d/.test(at) ? `${now.slice(0, 11)}${at.length === 5 ? `${at}:00` : at}${now.slice(19)}` : at;
}

function offersConfirm(replies: readonly Activity[]): boolean {
  return replies.some((r) => r.suggestedActions?.actions.some((a) => /^(确认|確認|Confirm)$/.test(a.title)));
}

/** Questions of the bot itself: what it offers to copy stands in 「」 and is the customer's to read. */
function questions(shown: string): number {
  return (shown.replace(/「[^」]*」/g, '').match(/[?\uFF1F]/g) ?? []).length;
}

async function expectRecords(running: RunningApp, script: Script): Promise<void> {
  for (const [kind, wanted] of Object.entries(script.records ?? {})) {
    const rows = await exportRows(running.app.store, kind);
    const found =
      kind === 'complaints' || kind === 'visits'
        ? rows
        : rows.filter((r) => wanted.some((w) => (w.kind === undefined ? r.rule === w.rule : r.kind === w.kind)));
    expect(found).toHaveLength(wanted.length);
    expect(found).toEqual(expect.arrayContaining(wanted.map((row) => expect.objectContaining(row))));
  }
}
