import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { load } from 'js-yaml';
import { z } from 'zod';
import { smallTalkWords } from '../../dialogs/small-talk/dialog.js';
import type { App } from '../../src/app.js';
import type { FixedClock } from '../../src/clock.js';
import { systemViewer } from '../../src/domain/staff.js';
import { projectRoot } from '../../src/project-root.js';
import type { Language } from '../../src/understanding/types.js';

/** A card as it was shown, and what it is of. */
export interface Collected {
  of: string;
  activity: Partial<Activity>;
  /** What is written on it once it was answered, where that gave a number. */
  note?: string;
}

const script = z.object({
  now: z.string(),
  as: z.string().default('demo-manager'),
  turns: z.array(z.object({ say: z.string(), as: z.string().optional(), at: z.string().optional() })),
});
const dialogState = z.object({
  dialogStack: z.array(z.object({ state: z.object({ draft: z.object({ form: z.string() }) }) })),
});
/** Hours of the day after, at which the ledger looks. */
const looks = ['09:00', '12:50', '16:51', '18:00'];

/** Plays the scripted conversations one after the other and keeps the first card of each form, question and alert. */
export async function collectCards(app: App, clock: FixedClock): Promise<Collected[]> {
  const found = new Map<string, Collected>();
  const keep = (of: string, activity: Partial<Activity>) => {
    const titles = (activity.suggestedActions?.actions ?? []).map(({ title }) => title).join(' ');
    if (titles === '') return undefined;
    const key = `${of} ${titles.replace(/[A-Z]{2}-\d{6}-\w{4}[^[]*/g, '')}`;
    const card = found.get(key) ?? { of, activity };
    found.set(key, card);
    return card;
  };
  await openChats(app);
  for (const [n, each] of scripts().entries()) await play(app, clock, each, n, keep);
  for (const time of looks) {
    clock.set(`2026-11-25T${time}:00+08:00`);
    await app.ledger.sweep();
  }
  for (const { id } of await app.store.listStaff(systemViewer))
    for (const row of await app.store.listActivities(`webchat|${id}`, 0, 1_000))
      keep('提醒与通知', JSON.parse(row.json));
  return [...found.values()];
}

function scripts(): Array<z.output<typeof script>> {
  const folder = join(projectRoot, 'test', 'conversations');
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().flatMap((name) => z.array(script).parse([load(readFileSync(join(folder, name), 'utf8'))].flat()));
}

async function play(
  app: App,
  clock: FixedClock,
  { now, as, turns }: z.output<typeof script>,
  n: number,
  keep: (of: string, activity: Partial<Activity>) => Collected | undefined,
): Promise<void> {
  clock.set(now);
  let before: Collected | undefined;
  for (const [place, turn] of turns.entries()) {
    if (turn.at)
      clock.set(/^\d\d:/.test(turn.at) ? `${now.slice(0, 11)}${turn.at.padEnd(8, ':00')}${now.slice(19)}` : turn.at);
    const who = turn.as ?? as;
    const activity = {
      type: 'message',
      id: `${n}-${place}`,
      channelId: 'gallery',
      from: { id: who },
      recipient: { id: 'bot' },
      conversation: { id: `${n}-${who}`, isGroup: false, conversationType: 'personal', name: '' },
      text: turn.say,
    } as Activity;
    const replies = await app.turns.handle({ channel: 'gallery', tenant: '', activity, delivery: 'return' });
    const state = await app.store.findDialogState(`gallery|${n}-${who}`);
    const stack = state ? dialogState.parse(JSON.parse(state.json)).dialogStack : [];
    const number = /编号 ([A-Z]{2}-\d{6}-\w{4})/.exec(replies.map(({ text }) => text).join())?.[1];
    if (before && number && isReadBack(before))
      before.note ??= smallTalkWords.say(languageOf(before), 'card.recorded', { id: number });
    for (const reply of replies) before = keep(stack.at(-1)?.state.draft.form ?? '其他', reply) ?? before;
  }
}

const isReadBack = ({ activity }: Collected): boolean => Object(activity.channelData).offer !== undefined;

function languageOf({ activity }: Collected): Language {
  const title = activity.suggestedActions?.actions[0]?.title ?? '';
  if (/^[A-Za-z]/.test(title)) return 'en';
  return /[確認]/.test(title) && !/确认/.test(title) ? 'zh-Hant' : 'zh-Hans';
}

/** Everybody can be told something. */
async function openChats({ store }: App): Promise<void> {
  const everyone = await store.listStaff(systemViewer);
  await store.transaction(async (tx) => {
    for (const { id } of everyone) {
      const place = { channel: 'webchat', private: true, reachable: true, reference: '{}', lastUsedAt: 0 };
      await tx.upsertConversation({ ...place, id: `webchat|${id}`, staffId: id });
    }
  });
}
