import type { Category, ComplaintSort, CustomerClass, Emotion, Severity, VisitReason } from '../domain/labels.js';

export const intents = ['complaint', 'visit', 'policy', 'task', 'smalltalk', 'help', 'unknown'] as const;
export type Intent = (typeof intents)[number];

export type Language = 'zh-Hans' | 'zh-Hant' | 'en';

/** What a message does to the form that is open, independent of any form. Several can stand in one message. */
export type Act =
  | 'confirm' // 对 嗯 好 是 行 可以 OK 👌 确认 订 交 发 …
  | 'deny' // 不对 不是 不用 没有 …
  | 'cancel' // 取消 算了 不登了
  | 'save-now' // 先记上
  | 'skip' // 跳过 不知道 没说
  | 'undo' // 撤销上一步
  | 'more' // 详
  | 'thanks'
  | 'greeting'
  | 'person'; // 找主管, 转人工

/** "480改成460", "不是周三,是周四", "客户名错了,是华盛物流". `from`/`field` are null when not said. */
export interface Edit {
  field: FactName | null;
  from: string | null;
  to: string;
}

/** A time that was read out of the text. `start`/`end` ISO 8601 with offset; `end` exclusive. */
export interface TimeReading {
  start: string;
  end: string | null;
  precision: 'minute' | 'part-of-day' | 'day' | 'week' | 'month' | 'year';
  /** Minutes, when a duration was said ("一个半小时"). */
  durationMinutes: number | null;
  /** 十点前 → before; 三点后 → after. */
  relation: 'at' | 'before' | 'after';
  /** What was filled in: `working-hours`, `year`, `coming-week`, `day` … */
  assumed: string[];
  /** Where a person would ask: `no-time-of-day`, `past`, `week-said-on-sunday` … Empty: clear. */
  ambiguous: string[];
  /** [from, to) in the text. */
  span: [number, number];
  said: string;
}

export interface NamedCustomer {
  /** As the directory writes it when matched, else as said. */
  name: string;
  /** Directory id, null when unknown. */
  id: string | null;
  said: string;
  score: number;
  /** Other customers nearly as close: a person would ask which. */
  rivals: Array<{ id: string; name: string }>;
}

/** Everything a message states, whichever form is open. Absent = not said. Emotion is always given. */
export interface Facts {
  customer?: NamedCustomer;
  /** As said: A, B, C, A1 …, 政府. */
  customerClass?: CustomerClass | 'A' | 'B' | '政府';
  contact?: { name: string; title: string | null; said: string };
  phone?: string;
  category?: Category;
  emotion: Emotion;
  /** A suggestion with the signal it rests on (`said` when the speaker named it). */
  severity?: { value: Severity; reason: string };
  /** How soon it can be solved: `said` by the speaker, or suggested by the story. */
  sort?: { value: ComplaintSort; reason: 'said' | 'story' };
  /** Said in the message (VIP, 钻卡, 金卡 …); the directory is the caller's business. */
  vip?: boolean;
  demand?: string;
  /** ISO 8601 of the precision that was said, see Complaint.occurredAt. */
  occurredAt?: string;
  /** The story in the words of the message, cleaned of the command ("登个投诉") and of what other facts hold. */
  description?: string;
  reasons?: VisitReason[];
  start?: TimeReading;
  durationMinutes?: number;
  place?: string;
  /** 他定的 / 我先拟的; absent when not said. */
  agreedByCustomer?: boolean;
  /** What to bring or talk about. */
  note?: string;
}
export type FactName = keyof Facts;

/** What understanding made of one message. Pure: the same text, context and directory give the same reading. */
export interface Reading {
  /** Masked (ID and bank-card numbers). */
  text: string;
  language: Language;
  intent: Intent;
  /** 0 … 1 */
  confidence: number;
  facts: Facts;
  acts: Act[];
  edits: Edit[];
  /** All times in the text, in order. */
  times: TimeReading[];
  /** Further matters of the same message: a second complaint, a visit beside a complaint. */
  also: Array<{ intent: Intent; facts: Facts; text: string }>;
  /** Everybody and every firm the text names, as written there. */
  names: Array<{ kind: 'customer' | 'person'; text: string }>;
  /** Codes, e.g. `customer-ambiguous`, `start-in-past`, `start-weekend`, `phone-too-short`. */
  warnings: string[];
}

export interface ReadingContext {
  /** Epoch ms. */
  now: number;
  timeZone: string;
  speaker: 'manager' | 'customer';
  /** Names this speaker may mean; without it the one given at creation. Indexed once an object. */
  directory?: DirectoryIndex;
  /** The message is known to be this, whatever its words say. */
  intent?: Intent;
  /** What is open, to read short answers: "明早十点前" after a question for the reply time. */
  expecting?: { form: string; field: FactName | null; stage: string };
}

/** Names people may say; built from the directory, replaced as a whole when the directory changes. */
export interface DirectoryIndex {
  customers: Array<{ id: string; name: string; aliases: string[] }>;
  /** Contacts of the viewer's own files only. */
  contacts: Array<{ id: string; customerId: string; name: string; title: string | null; phone: string | null }>;
}

export interface Understanding {
  read(text: string, context: ReadingContext): Reading;
  /**
   * Takes in the names of a directory before the first message is read with it, a few milliseconds at a time; a message that
   * comes earlier is read all the same and takes them in at once.
   */
  prepare(directory: DirectoryIndex): Promise<void>;
}
