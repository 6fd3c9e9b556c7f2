/** A value as a form keeps it: plain JSON, by the type of its field. */
export type FormValue = string | number | boolean | null | FormValue[] | { [name: string]: FormValue };
export type FormValues = Record<string, FormValue>;

/** What somebody told in a form of the pack. */
export interface FormRecord {
  /** `<prefix of the form>-yymmdd-XXXX`, the day being that of `at`. */
  id: string;
  /** Id of the pack's form. */
  form: string;
  draftId: string;
  ownerId: string;
  teamId: string;
  channel: string;
  conversationId: string;
  /** Whose matter it is, where the form asks for it. */
  customerId: string | null;
  customerName: string | null;
  contactId: string | null;
  contactName: string | null;
  /** By field. */
  values: FormValues;
  /** When it happened, epoch ms. */
  at: number;
  recordedAt: number;
  /** `recorded`, or what a later form made of it (`approved`, `sent` …), in the pack's words. */
  state: string;
}

export function subjectOfForm(record: Pick<FormRecord, 'id'>): string {
  return `form:${record.id}`;
}

/** A file kept with any record: its bytes, or where it lies. */
export interface Attachment {
  id: string;
  subject: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  /** Of the bytes, hex; of the address where only that is known. */
  sha256: string;
  /** Base64; null where only the address is known. */
  content: string | null;
  url: string | null;
  addedBy: string;
  addedAt: number;
}

/** Somebody holds a post of the organisation that reports go to: `marketing`, `onsite-administrator` … */
export interface PostHolder {
  post: string;
  staffId: string;
}
