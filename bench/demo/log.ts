import { z } from 'zod';
import type { App } from '../../src/app.js';
import type { Obligation } from '../../src/domain/obligation.js';
import { systemViewer } from '../../src/domain/staff.js';
import { nameSubject } from '../../src/domain/subject-names.js';
import { dayWords } from '../../src/policy/explain.js';
import { localTime } from '../../src/policy/local-time.js';

interface Entry {
  at: number;
  /** Those of one instant stand in this order. */
  order: number;
  text: string;
}

export interface MonthLog {
  lines: string[];
  /** Alerts by key that went out more often than once. */
  twice: string[];
}

const sent = z.object({
  text: z.string(),
  channelData: z.object({ key: z.string(), keys: z.array(z.string()).optional() }),
});

/** The month as the records tell it, in order of time: what came to be owed, who was told what, what was met or late. */
export async function monthLog({ store, pack }: App): Promise<MonthLog> {
  const names = new Map((await store.listStaff(systemViewer)).map((staff) => [staff.id, staff.name]));
  const entries: Entry[] = [];
  const keys: string[] = [];
  for await (const { conversationId, json, at } of store.records(systemViewer, 'activities')) {
    const message = sent.safeParse(JSON.parse(json));
    if (!message.success) continue;
    keys.push(...(message.data.channelData.keys ?? [message.data.channelData.key]));
    const to = names.get(conversationId.split('|')[1] ?? '') ?? conversationId;
    entries.push({ at, order: 2, text: `→ ${to}:${message.data.text.replaceAll('\n', ' / ')}` });
  }
  for await (const obligation of store.records(systemViewer, 'obligations')) {
    const owner = names.get(obligation.ownerId) ?? obligation.ownerId;
    const title = pack.rules.find((rule) => rule.id === obligation.rule)?.title ?? obligation.rule;
    const name = `${owner} ${await subjectName(store, obligation.subject)}${title}`;
    entries.push(...lifeOf(obligation, name, pack.timeZone));
  }
  entries.sort((a, b) => a.at - b.at || a.order - b.order || (a.text < b.text ? -1 : 1));
  return { lines: byDay(entries, pack.timeZone), twice: keys.filter((key, n) => keys.indexOf(key) !== n) };
}

async function subjectName(store: App['store'], subject: string): Promise<string> {
  const { customer } = await nameSubject(store, subject);
  return customer ? `${customer} ` : '';
}

function lifeOf(obligation: Obligation, name: string, timeZone: string): Entry[] {
  const { dueAt, openedAt, state, metAt } = obligation;
  const due =
    dueAt === null ? '马上' : `${dayWords(localTime(dueAt, timeZone).day, 'zh-Hans')}${clock(dueAt, timeZone)}`;
  const opened = { at: openedAt, order: 1, text: `+ ${name},${due}前` };
  const over = endOf(obligation);
  switch (state) {
    case 'met':
      return [opened, { at: metAt ?? openedAt, order: 0, text: `✓ ${name}` }];
    case 'late': {
      const breach = { at: dueAt ?? openedAt, order: 3, text: `✗ ${name},到点没做` };
      return metAt === null || over !== null || metAt <= (dueAt ?? 0)
        ? [opened, breach]
        : [opened, breach, { at: metAt, order: 0, text: `✓ ${name},晚了` }];
    }
    case 'waived':
      return [opened, { at: over ?? openedAt, order: 4, text: `- ${name},不用做了` }];
    case 'open':
    case 'paused':
      return [opened];
    default:
      return state satisfies never;
  }
}

/** Since when it is no longer owed, undone. */
function endOf({ because }: Obligation): number | null {
  const end = because.find(({ key }) => key === 'waived' || key === 'ended');
  return end ? Number(end.values.at) : null;
}

function byDay(entries: readonly Entry[], timeZone: string): string[] {
  let day = '';
  return entries.flatMap(({ at, text }) => {
    const today = localTime(at, timeZone).day;
    const head = today === day ? [] : ['', dayWords(today, 'zh-Hans')];
    day = today;
    return [...head, `  ${clock(at, timeZone)} ${text}`];
  });
}

function clock(at: number, timeZone: string): string {
  const { hour, minute, second } = localTime(at, timeZone);
  const parts = second ? [hour, minute, second] : [hour, minute];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
