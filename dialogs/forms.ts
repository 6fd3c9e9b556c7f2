import { complaintIntake } from './complaint-intake/dialog.js';
import { replyTimeForm } from './complaint-intake/reply-time.js';
import { addDueWork } from './due-work/dialog.js';
import { FormSet } from './engine/form-dialog.js';
import { visitCancelling } from './visit-booking/cancelling.js';
import { visitBooking } from './visit-booking/dialog.js';

/** Every form of the product. */
export function createForms(): FormSet {
  return addDueWork(new FormSet()).add(complaintIntake).add(replyTimeForm).add(visitBooking).add(visitCancelling);
}
