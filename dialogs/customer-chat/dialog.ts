export { customerIntake } from './intake.js';
export { customerLookup } from './lookup.js';
export { announces, asksPromise, isAll, isThreat, saysMatter } from './own-words.js';
export { customerAddition, customerCall } from './small-forms.js';
export { type Standing, standing } from './status.js';
export { callButton, customerWords, toCustomer, withCall } from './words.js';
