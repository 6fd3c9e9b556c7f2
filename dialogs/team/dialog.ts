import type { FormSet } from '../engine/form-dialog.js';
import { colleagueForm } from './colleagues.js';
import { handOverForm } from './hand-over.js';

export { type ColleagueValues, colleagueForm } from './colleagues.js';
export { type HandOverValues, handOverForm, matterOfList } from './hand-over.js';
export { colleagueNotice, mattersNotice } from './notices.js';
export { matterLines, words as teamWords } from './said.js';

/** Whether a form is one of these. */
export function isOfTeam(formId: string): boolean {
  return formId === handOverForm.id || formId === colleagueForm.id;
}

export function addTeam(forms: FormSet): FormSet {
  return forms.add(handOverForm).add(colleagueForm);
}
