import { agreesInWords, reasonIn } from '../../../dialogs/complaint-life/dialog.js';
import { isQuestion } from '../../../dialogs/engine/answer.js';
import type { Draft } from '../../../dialogs/engine/draft.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';
import { headedByDepartment, type Meant, meantBy } from './commands.js';
import { departmentIn } from './departments.js';

/** What was said to a customer or by a department is told of the complaint that is open, before a form of the pack takes it. */
export function tellsOfComplaint(reading: Reading, pack: Pack): boolean {
  const kind = kindBesideName(reading, pack);
  return kind === 'answer' || kind === 'explain' || kind === 'department-replied' || kind === 'agree';
}

/** 「约了明早十点前回唐厂长」, 「网络支撑那边说明天上午先拉台设备过去」 sound like a visit and are none. */
export function isNoVisit(reading: Reading, pack: Pack): boolean {
  if (kindBesideName(reading, pack) === 'agree') return true;
  const { text, edits } = reading;
  const department = departmentIn(text, pack.lexicon.departments ?? [])?.said ?? null;
  if (!headedByDepartment(text, department)) return false;
  return meantBy(text, edits, { colleague: false, leads: false, department, names: [] })?.kind === 'department-replied';
}

function kindBesideName({ text, edits, facts, times }: Reading, pack: Pack): Meant['kind'] | undefined {
  const names = [facts.customer?.said, facts.contact?.said].filter((name) => name !== undefined);
  if (names.length === 0) return undefined;
  const department = departmentIn(text, pack.lexicon.departments ?? [])?.said ?? null;
  const timed = times.some(({ precision }) => precision === 'minute');
  return meantBy(text, edits, { colleague: false, leads: false, department, names, timed })?.kind;
}

/** Whether a message answers the open step of a complaint, whatever else its words may begin (「我下周休假」 as a reason). */
export function answersStep(reading: Reading, draft: Draft): boolean {
  return draft.open === 'reason'
    ? reasonIn(reading.text) !== undefined && !isQuestion(reading.text)
    : answersOpen(reading, draft);
}

/** Whether a message answers what the open step asks for; anything else goes its own way. */
export function answersOpen({ acts, intent, text, times, facts }: Reading, { open }: Draft): boolean {
  if (acts.includes('cancel') || acts.includes('more')) return false;
  if (open === 'agreed') return acts.includes('confirm') || agreesInWords(text);
  if (open === 'dueAt')
    return (
      times.length > 0 ||
      acts.some((act) => act === 'skip' || act === 'deny') ||
      /^(?:还|還)?(?:没|沒|未|不)/.test(text)
    );
  if (acts.includes('greeting') || acts.includes('thanks')) return false;
  if (open === 'reason' && isQuestion(text)) return false;
  const another = (intent === 'complaint' || intent === 'visit') && facts.customer !== undefined;
  return !another && intent !== 'policy' && intent !== 'help' && text.length <= 200;
}
