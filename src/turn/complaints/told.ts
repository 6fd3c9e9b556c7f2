import { agreesInWords, reasonIn } from '../../../dialogs/complaint-life/dialog.js';
import { isQuestion } from '../../../dialogs/engine/answer.js';
import type { Draft } from '../../../dialogs/engine/draft.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';
import { meantBy } from './commands.js';
import { departmentIn } from './departments.js';

/** What was said to a customer or by a department is told of the complaint that is open, before a form of the pack takes it. */
export function tellsOfComplaint({ text, edits, facts }: Reading, pack: Pack): boolean {
  const names = [facts.customer?.said, facts.contact?.said].filter((name) => name !== undefined);
  if (names.length === 0) return false;
  const department = departmentIn(text, pack.lexicon.departments ?? [])?.said ?? null;
  const kind = meantBy(text, edits, { colleague: false, leads: false, department, names })?.kind;
  return kind === 'answer' || kind === 'explain' || kind === 'department-replied';
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
