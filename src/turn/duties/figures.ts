import type { FormContext } from '../../../dialogs/engine/form.js';
import type { Said } from '../../../dialogs/engine/reply.js';
import { figuresWords } from '../../../dialogs/notice/figures.js';
import { onTimeWords } from '../../../dialogs/notice/on-time.js';
import { measureOnTime } from '../../domain/on-time.js';
import type { Store } from '../../domain/ports.js';
import { viewerOf } from '../../domain/staff.js';
import { measureThresholds } from '../../domain/thresholds.js';
import { addDays, instantOf, localDay, weekdayOf } from '../../policy/local-time.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';

/** 「指标怎么样」: how the figures stand, not what the handbook asks for. */
export function asksFigures({ text }: Pick<Reading, 'text'>): boolean {
  if (text.length > 24 || /要求|规定|規定|手册|手冊|标准|標準|应该|應該|定的/.test(text)) return false;
  const about = /指标|指標|考核数|考核數|\b(?:figures|thresholds|kpis?)\b/i;
  const how =
    /怎么样|怎麼樣|怎样|怎樣|如何|咋样|咋樣|情况|情況|达标|達標|完成|进度|進度|看看|看下|看一下|报一下|報一下|多少了|\b(?:how|show|status)\b/i;
  const bare = /^(?:各项|各項|这个?月|本月|上个?月|团队|團隊)?的?(?:指标|指標)$/;
  return about.test(text) && (how.test(text) || bare.test(text));
}

/** 「上周按时率多少」, "how many were on time last week". */
export function asksOnTime({ text }: Pick<Reading, 'text'>): boolean {
  if (text.length > 24 || /要求|规定|規定|手册|手冊|标准|標準/.test(text)) return false;
  return /(?:按时|按時|准时|準時|及时|及時)(?:完成)?率|按时(?:完成)?(?:了)?多少|\bon[- ]time (?:rate|share)\b|\bhow many .{0,20}on time\b/i.test(
    text,
  );
}

/** Of the days that are named, else of this week so far; days to come are left out. */
export function onTimeSpan(
  { times }: Pick<Reading, 'times'>,
  { now, timeZone }: Pick<FormContext, 'now' | 'timeZone'>,
): { from: number; until: number } {
  const today = localDay(now, timeZone);
  const [time] = times;
  const first = time ? localDay(Date.parse(time.start), timeZone) : addDays(today, 1 - (weekdayOf(today) || 7));
  const end = time?.end ? localDay(Date.parse(time.end) - 1, timeZone) : time ? first : today;
  const from = instantOf(first < today ? first : today, timeZone);
  return { from, until: instantOf(addDays(end < today ? end : today, 1), timeZone) };
}

export async function tellOnTime(
  { from, until }: { from: number; until: number },
  { staff, now, timeZone, language }: FormContext,
  { store }: { store: Store },
): Promise<Said[]> {
  return onTimeWords(await measureOnTime(store, staff, from, until), from, until, { now, timeZone, language });
}

/** The figures of everybody the speaker may see, in the month that is named, else the present one. */
export async function tellFigures(
  { times }: Reading,
  { staff, now, timeZone, language }: FormContext,
  { store, pack }: { store: Store; pack: Pack },
): Promise<Said[]> {
  const viewer = viewerOf(staff);
  const [time] = times;
  const day = localDay(time ? Math.min(now, Date.parse(time.start)) : now, timeZone);
  const names = new Map((await store.listStaff(viewer)).map(({ id, name }) => [id, name]));
  const found = await measureThresholds(store, viewer, pack, day);
  return figuresWords(found, day.slice(0, 7), { language, clauses: pack.clauseById, names });
}
