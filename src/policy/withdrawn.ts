/** Kind of the event that says of a record's events, in whatever chain they stand, that they are taken back. */
export const withdrawn = 'record.withdrawn';
