/** Values an event may carry: ids, codes, times (ISO) and amounts. Never names, phone numbers or free text. */
export type FactValue = string | number | boolean | null;
export type FactMap = Record<string, FactValue>;

/** What a use case wants to append; the store gives seq, salt and the hashes. */
export interface NewEvent {
  id: string;
  /** `complaint:TS-…`, `visit:BF-…`, `staff:…`, `customer:…`, `contact:…` */
  subject: string;
  kind: string;
  /** When it happened, epoch ms. Deadlines start and are met by this. */
  at: number;
  /** The commit, epoch ms; `at` after it is refused. */
  recordedAt: number;
  /** Staff id, or `system`. */
  actor: string;
  channel: string;
  facts: FactMap;
}

/**
 * An appended event: chained per subject.
 * hash = sha256(prevHash | seq | id | kind | at | recordedAt | actor | channel | factsHash), factsHash = sha256(salt | facts).
 * The first prevHash of a chain is sha256(subject). Erasure empties facts and salt and keeps factsHash, so the chain still verifies.
 */
export interface Event extends NewEvent {
  seq: number;
  salt: string;
  factsHash: string;
  prevHash: string;
  hash: string;
}
