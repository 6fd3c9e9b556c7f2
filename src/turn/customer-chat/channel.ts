/** Customers who speak for themselves; `from.id` of a message is the id of the link they came by. */
export const customerChannel = 'customerchat';
