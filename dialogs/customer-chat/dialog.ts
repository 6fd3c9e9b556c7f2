export { customerIntake, upset } from './intake.js';
export { customerLookup } from './lookup.js';
export {
  agreesOn,
  announces,
  asksPromise,
  isAll,
  isThreat,
  saysMatter,
  tellsTrouble,
  withoutDoubtful,
} from './own-words.js';
export { customerAddition, customerCall } from './small-forms.js';
export { type Standing, standing } from './status.js';
export { callButton, customerWords, toCustomer, withCall } from './words.js';
