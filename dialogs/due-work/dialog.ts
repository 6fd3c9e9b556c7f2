import type { FormSet } from '../engine/form-dialog.js';
import { actForm } from './act-form.js';
import { askForm, callForm, judgeForm, waiveForm } from './small-forms.js';

export { actForm } from './act-form.js';
export { type DutyValues, words as dueWorkWords } from './duty.js';
export { settled } from './outcomes.js';
export { askForm, callForm, judgeForm, waiveForm } from './small-forms.js';

const all: ReadonlySet<string> = new Set([actForm.id, judgeForm.id, callForm.id, waiveForm.id, askForm.id]);

/** Whether a form is one of these. */
export function isDueWork(formId: string): boolean {
  return all.has(formId);
}

export function addDueWork(forms: FormSet): FormSet {
  return forms.add(actForm).add(judgeForm).add(callForm).add(waiveForm).add(askForm);
}
