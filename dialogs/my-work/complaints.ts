import type { Complaint } from '../../src/domain/complaint.js';
import { shown } from '../engine/answer.js';
import type { FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { instantWords } from '../engine/time-words.js';
import type { List } from './list.js';
import { words } from './said.js';
import { type Stretch, stretchWords } from './statistics.js';

/** What alone is listed of the open complaints. */
export const onlySome = [
  'major',
  'difficult',
  'escalating',
  'class-a',
  'vip',
  'tariff',
  'service',
  'product',
  'network',
] as const;
export type Only = (typeof onlySome)[number];

export interface OpenComplaint {
  complaint: Complaint;
  /** null for the speaker's own list. */
  owner: string | null;
  /** Of its earliest duty, or the reply time agreed; epoch ms, null where none is set. */
  dueAt: number | null;
  /** What was told of it last, where progress is asked for. */
  last?: string | null;
}

/** Complaints not closed yet, what is due first on top. `whose`: null for one's own. */
export function openComplaintList(
  complaints: readonly OpenComplaint[],
  whose: string | null,
  only: Only | null,
  context: FormContext,
): List {
  const { language } = context;
  const name = whose === null ? '' : language === 'en' ? `${whose}: ` : whose;
  const kind = only === null ? '' : words.say(language, `complaints.only.${only}`);
  const values = { whose: name, kind: language === 'en' && kind ? `${kind} ` : kind, count: complaints.length };
  const sorted = [...complaints].sort(
    (a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || a.complaint.acceptedAt - b.complaint.acceptedAt,
  );
  return {
    head: words.say(language, 'complaints.head', values),
    items: sorted.map((each) => ({
      text: itemWords(each, context),
      buttons: [words.say(language, 'tap.complaint', { id: each.complaint.id })],
    })),
    none: words.say(language, 'complaints.none', values),
  };
}

/** Complaints taken in a stretch of days, over or not, newest first. */
export function takenList(
  complaints: readonly OpenComplaint[],
  { only, over, ...stretch }: Stretch & { only: Only | null; over: boolean },
  context: FormContext,
): List {
  const { language } = context;
  const kind = [
    over ? words.say(language, 'complaints.over') : '',
    only ? words.say(language, `complaints.only.${only}`) : '',
  ].join('');
  const when = `${stretchWords(stretch, context)}${language === 'en' && kind ? `, ${kind}` : kind}`;
  return {
    head: words.say(language, 'statistics.head', { when, count: complaints.length }),
    items: complaints.map((each) => ({
      text: itemWords(each, context),
      buttons: [words.say(language, 'tap.complaint', { id: each.complaint.id })],
    })),
    none: words.say(language, 'statistics.none', { when }),
  };
}

function itemWords({ complaint, owner, dueAt, last = null }: OpenComplaint, context: FormContext): string {
  const { language } = context;
  const joint = language === 'en' ? ', ' : ',';
  const remarks = [
    owner,
    complaint.severity === 'major' ? label('severity', 'major', language) : null,
    ...(['difficult', 'escalating'] as const).map((mark) =>
      complaint[mark] ? words.say(language, `complaints.only.${mark}`) : null,
    ),
    complaint.state === 'accepted' ? null : words.say(language, `state.${complaint.state}`),
    dueAt === null ? null : words.say(language, 'complaints.due', { time: instantWords(dueAt, context) }),
    last,
  ].filter((remark) => remark !== null);
  return words.say(language, remarks.length > 0 ? 'complaints.one' : 'complaints.one.plain', {
    id: complaint.id,
    customer: complaint.customerName,
    story: shown(complaint.description, 12),
    remarks: remarks.join(joint),
  });
}
