import type { PackForm } from '../src/policy/forms/types.js';
import { complaintIntake } from './complaint-intake/dialog.js';
import { replyTimeForm } from './complaint-intake/reply-time.js';
import { complaintLife } from './complaint-life/dialog.js';
import { complaintJoining } from './complaint-life/joining.js';
import { customerAddition, customerCall, customerIntake, customerLookup } from './customer-chat/dialog.js';
import { makeLinkForm, revokeLinkForm } from './customer-links/dialog.js';
import { addDueWork } from './due-work/dialog.js';
import { FormSet } from './engine/form-dialog.js';
import { packForm } from './pack-form/pack-form.js';
import { formWithdrawing } from './pack-form/withdrawing.js';
import { deciderForm } from './retention/decider.js';
import { personForm } from './small-talk/person.js';
import { addTeam } from './team/dialog.js';
import { visitArrival } from './visit-booking/arrival.js';
import { visitCancelling } from './visit-booking/cancelling.js';
import { visitAgreed, visitChanging } from './visit-booking/changing.js';
import { visitChoosing } from './visit-booking/choosing.js';
import { visitBooking } from './visit-booking/dialog.js';
import { visitOutcome } from './visit-booking/outcome.js';

/** Every form of the product, and those the pack declares. */
export function createForms(pack: { forms: readonly PackForm[] }): FormSet {
  const forms = addTeam(addDueWork(new FormSet()))
    .add(complaintIntake)
    .add(replyTimeForm)
    .add(complaintLife)
    .add(complaintJoining)
    .add(personForm)
    .add(visitBooking)
    .add(visitCancelling)
    .add(visitChanging)
    .add(visitChoosing)
    .add(visitAgreed)
    .add(visitArrival)
    .add(visitOutcome)
    .add(formWithdrawing)
    .add(deciderForm)
    .add(makeLinkForm)
    .add(revokeLinkForm)
    .add(customerIntake)
    .add(customerLookup)
    .add(customerCall)
    .add(customerAddition);
  for (const form of pack.forms) forms.add(packForm(form));
  return forms;
}
