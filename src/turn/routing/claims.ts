import { complaintLife } from '../../../dialogs/complaint-life/dialog.js';
import { isDueWork } from '../../../dialogs/due-work/dialog.js';
import { isOfTeam } from '../../../dialogs/team/dialog.js';
import type { FormMeant } from '../../policy/forms/begins.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';
import { pointsAtRecord } from '../complaints/commands.js';
import { answersStep, isNoVisit, tellsOfComplaint } from '../complaints/told.js';
import { asksOwner, pointsAtDuty, waives } from '../duties/commands.js';
import { takesFormBack } from '../forms/withdraw.js';
import { asksWhatToOffer } from '../retention/commands.js';
import { books, isOver } from '../visits/commands.js';
import { asksPlainly } from '../work/asks-plainly.js';
import { isBareDay, tapsDuty } from '../work/commands.js';
import { asksPhone } from '../work/phones.js';
import { verdictWord } from '../work/verdict.js';
import { answersReadBack, type OpenForm } from './route.js';

/** Who knows a family of matters that are on record. */
export type Desk =
  | 'team'
  | 'approvals'
  | 'withdrawals'
  | 'listed-duty'
  | 'links'
  | 'visits'
  | 'retention'
  | 'work'
  | 'complaints'
  | 'duties';

export interface Heard {
  reading: Reading;
  pack: Pack;
  /** Somebody of the directory speaks. */
  known: boolean;
  /** A supervisor: may ask others what they owe. */
  leads: boolean;
  /** The button of a reminder was pressed. */
  clicked: boolean;
  open: OpenForm | undefined;
  /** The record told last; beside an open matter only one the last reply told. */
  record: string | null;
  /** The form of the pack the message begins, if any. */
  meant: FormMeant | undefined;
  /** The form it is told like, if any. */
  like: FormMeant | undefined;
  /** A customer's trouble is told anew: nothing on record is over by its words. */
  takesNew: boolean;
}

/**
 * Who is asked whether a message is about matters of his, and in which order; the first that answers has it. What nobody
 * claims goes where `routeOf` says: the open form, a new one, the handbook, small talk. Nothing else decides between families.
 */
const order: ReadonlyArray<readonly [Desk, (heard: Heard) => boolean]> = [
  ['team', ({ known, open }) => known && (!open?.takesText || isOfTeam(open.draft.form))],
  [
    'approvals',
    ({ leads, open, meant, reading }) =>
      leads && !meant && (!open || open.fleeting) && verdictWord(reading) !== undefined,
  ],
  ['withdrawals', ({ reading, pack, open, record }) => takesFormBack(reading, pack, record) && !isBeingTold(open)],
  ['listed-duty', ({ reading, pack }) => tapsDuty(reading, pack)],
  ['links', ({ open }) => !open?.takesText],
  ['visits', ({ open, reading }) => !isOfDuties(open) || isOver(reading)],
  ['retention', ({ open, meant, reading }) => !open?.takesText || meant?.named === true || asksWhatToOffer(reading)],
  [
    'work',
    (heard) =>
      (!heard.open?.takesText || looksAtWork(heard)) &&
      (!heard.meant || asksPhone(heard.reading)) &&
      !answersOpenStep(heard) &&
      !answersDay(heard),
  ],
  ['complaints', (heard) => heard.known && !waives(heard.reading) && !asksTeam(heard) && isSpokenOf(heard)],
  [
    'duties',
    ({ open, meant, takesNew, reading, like }) =>
      isOfDuties(open) || waives(reading) || pointsAtDuty(reading) || !(meant || takesNew || isPlain(like)),
  ],
];

/** Lines were read back, and own work is asked for: 「那我明天有啥」. */
function looksAtWork({ open, reading }: Heard): boolean {
  return open?.draft.stage === 'read-back' && asksPlainly(reading);
}

/** A form whose question is open is cancelled by such words, and no record. */
function isBeingTold(open: OpenForm | undefined): boolean {
  return open !== undefined && !open.fleeting && open.draft.stage !== 'read-back';
}

/** So like a form that no duty is sought for it. */
const plainly = 60;

function isPlain(like: FormMeant | undefined): boolean {
  return like !== undefined && like.score >= plainly;
}

export function claimsOf(heard: Heard): Desk[] {
  if (heard.clicked) return ['duties'];
  if (heard.open && answersReadBack(heard.reading, heard.open.draft)) return [];
  return order.filter(([, may]) => may(heard)).map(([desk]) => desk);
}

/** A bare day after a question of a form: 「休到哪天?」 「明天」. */
function answersDay({ open, reading }: Heard): boolean {
  return open?.draft.stage === 'asking' && isBareDay(reading);
}

function asksTeam({ leads, reading }: Heard): boolean {
  return leads && asksOwner(reading);
}

function isOfDuties(open: OpenForm | undefined): boolean {
  return open !== undefined && isDueWork(open.draft.form);
}

/** What begins a form or books a visit is no news of a complaint on record, unless it says so or answers a step of one. */
function isSpokenOf({ reading, pack, open, meant }: Heard): boolean {
  const begins = meant !== undefined || books(reading);
  if (!begins || pointsAtRecord(reading.text)) return true;
  if (meant && !meant.named && tellsOfComplaint(reading, pack)) return true;
  if (!meant && isNoVisit(reading, pack)) return true;
  return answersOpenStep({ open, reading });
}

/** Why it changes hands may sound like anything: 「他手上太多了」. */
function answersOpenStep({ open, reading }: Pick<Heard, 'open' | 'reading'>): boolean {
  return open?.draft.form === complaintLife.id && answersStep(reading, open.draft);
}
