export { customerIntake, upset } from './intake.js';
export { customerLookup } from './lookup.js';
export {
  agreesOn,
  announces,
  askedIn,
  isAll,
  saysMatter,
  tellsTrouble,
  wishesIn,
  withoutDoubtful,
} from './own-words.js';
export { customerAddition, customerCall } from './small-forms.js';
export { type Standing, standing } from './status.js';
export { isThreat } from './threats.js';
export { callButton, customerWords, toCustomer, withCall } from './words.js';
