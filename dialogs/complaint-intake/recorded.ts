import type { Complaint } from '../../src/domain/complaint.js';
import type { Outcome } from '../../src/domain/intention.js';
import type { Obligation } from '../../src/domain/obligation.js';
import type { ComplaintRecorded } from '../../src/domain/record-complaint.js';
import { matterOf, offer } from '../complaint-life/dialog.js';
import { type ActValues, actForm } from '../due-work/act-form.js';
import { type Draft, newDraft } from '../engine/draft.js';
import type { Done, FormContext, Heard } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { instantWords } from '../engine/time-words.js';
import { offerLine } from './opening.js';
import { openReplyTime } from './reply-time.js';
import { whoWords, words } from './summary.js';
import { joined, twinWords } from './twin-words.js';
import type { Told } from './values.js';

/** After the record: number, owner, deadline with its clause, or the one question where the handbook is unset. */
export function recorded(outcome: Outcome, values: Told, draft: Draft, heard: Heard, context: FormContext): Done {
  if (outcome.kind === 'complaint-stepped' || outcome.kind === 'complaint-not-stepped')
    return joined(outcome, values, draft, context);
  if (outcome.kind !== 'complaint-recorded') return { said: [] };
  const { language } = context;
  const { complaint } = outcome;
  if (outcome.already) return { said: [line(words.say(language, 'recorded.already', { id: complaint.id }))] };
  const said: Said[] = [];
  const corrected = heard.corrected.at(-1);
  if (corrected) said.push(line(words.say(language, 'opening.corrected', { to: corrected.to })));
  said.push(line(words.say(language, 'recorded', { id: complaint.id })), ...reportLines(outcome, context));
  // Saved before anything was read back: the likeness is told now.
  if (values.twin && !heard.again) said.push(line(twinWords(values, 'twin.saved', context)));
  const due = dueOf(outcome);
  const who = whoWords(values, language);
  // A correction in the confirming message may have changed the line that was offered.
  const again = draft.copied === null ? [] : offerLine(values, { ...draft }, context);
  if (due) {
    said.push(
      line(
        words.say(language, 'recorded.due', {
          time: instantWords(due.at, context),
          who,
          clause: context.clauseRef(due.clause),
        }),
      ),
    );
    return goOn(outcome, [...said, ...again], context);
  }
  if (complaint.sort === 'on-the-spot') return goOn(outcome, [...said, ...again], context);
  said.push(
    line(words.say(language, 'recorded.unset')),
    ...again,
    question(words.say(language, 'ask.reply-time', { who })),
  );
  return { said, next: openReplyTime(complaint, context) };
}

/** What can be solved on the spot may be solved already; what the network side must look at is offered to it. */
function goOn({ complaint, obligations }: ComplaintRecorded, said: Said[], context: FormContext): Done {
  const { language } = context;
  if (complaint.sort === 'on-the-spot') {
    const asked = question(words.say(language, 'ask.on-the-spot'));
    return { said: [...said, asked], next: openAnswer(complaint, obligations, context) };
  }
  if (complaint.category !== 'network' && complaint.sort !== 'not-yet') return { said };
  const department = context.departmentNamed(words.say('zh-Hans', 'department.network'));
  const { asked, draft } = offer({ kind: 'hand-over', department }, complaint, context);
  return { said: [...said, question(asked.text, asked.buttons)], next: draft };
}

/** 「办好了,客户认可」: the answer to a complaint that was solved on the spot, as of now. */
function openAnswer(complaint: Complaint, obligations: readonly Obligation[], context: FormContext): Draft {
  const duty = obligations.find(({ rule, state }) => rule === 'complaint.answer' && state === 'open');
  const values: Partial<ActValues> = {
    obligationId: duty?.id ?? '',
    complaintId: complaint.id,
    duty: matterOf(complaint, context),
    dueAt: duty?.dueAt ?? null,
    openedAt: complaint.acceptedAt,
    ownerName: context.staff.name,
    act: { kind: 'complaint.answered', answers: true },
    now: true,
  };
  return { ...newDraft(actForm, context.newId(), context.now), values, open: 'result', asked: ['result'] };
}

function reportLines(outcome: ComplaintRecorded, context: FormContext): Said[] {
  const { language } = context;
  const owner = outcome.complaint.customerId ? context.ownerOf(outcome.complaint.customerId) : null;
  const elsewhere =
    owner !== null && owner !== context.staff.id ? [line(words.say(language, 'recorded.other-owner'))] : [];
  if (outcome.reportedTo) {
    return [line(words.say(language, 'recorded.reported', { supervisor: outcome.reportedTo.name })), ...elsewhere];
  }
  const owed = outcome.obligations.some((o) => o.rule === 'complaint.report-to-supervisor' && o.state === 'open');
  return owed && elsewhere.length === 0 ? [line(words.say(language, 'recorded.report-yourself'))] : elsewhere;
}

function dueOf(outcome: ComplaintRecorded): { at: number; clause: string } | null {
  const answer = outcome.obligations.find((o) => o.rule === 'complaint.answer' && o.dueAt !== null);
  return answer?.dueAt ? { at: answer.dueAt, clause: answer.clause ?? '' } : null;
}
