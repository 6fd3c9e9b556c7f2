import { z } from 'zod';
import type { Complaint } from '../../src/domain/complaint.js';
import { shown } from '../engine/answer.js';
import { confirmButtons } from '../engine/customer-and-contact.js';
import { type Draft, newDraft } from '../engine/draft.js';
import type { Form, FormContext } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { instantWords } from '../engine/time-words.js';
import { matterOf, words } from './values.js';

interface JoiningValues extends Record<string, unknown> {
  keptId: string;
  joinedId: string;
  /** 远帆食品王芳 */
  matter: string;
  note: string;
  reason: string;
}

/** Two records of one matter are put together after one confirm. */
export const complaintJoining: Form<JoiningValues> = {
  id: 'complaint-joining',
  version: 1,
  fields: [{ name: 'keptId', schema: z.string(), take: () => undefined, wanted: () => 'required' }],
  opening: () => [],
  readBack: (values, _draft, _heard, context) => readBack(values, context),
  intention: ({ keptId, joinedId, note, reason }) => ({ kind: 'join-complaints', keptId, joinedId, note, reason }),
  done: (outcome, { keptId, joinedId, matter }, _draft, _heard, { language }) => {
    const key = outcome.kind === 'complaints-joined' ? 'join.done' : 'join.apart';
    return { said: [line(words.say(language, key, { id: keptId, joined: joinedId, matter }))] };
  },
  resume: (values, _draft, _asking, context) => readBack(values as JoiningValues, context),
  cancelled: (_values, { language }) => [line(words.say(language, 'join.kept'))],
  puzzled: (values, _draft, _reading, context) => readBack(values as JoiningValues, context),
};

/** The stricter of two is kept, else the earlier: its limits hold. */
export function keptOf(a: Complaint, b: Complaint): [kept: Complaint, joined: Complaint] {
  const first = a.severity === b.severity ? a.acceptedAt <= b.acceptedAt : a.severity === 'major';
  return first ? [a, b] : [b, a];
}

export function openJoining(kept: Complaint, joined: Complaint, context: FormContext): { draft: Draft; said: Said[] } {
  const { language } = context;
  const told = {
    id: joined.id,
    time: instantWords(joined.acceptedAt, context),
    story: joined.description,
    demand: joined.demand ?? words.say(language, 'join.no-demand'),
  };
  const values: JoiningValues = {
    keptId: kept.id,
    joinedId: joined.id,
    matter: matterOf(kept, context),
    note: words.say(language, 'join.note', told),
    reason: words.say(language, 'join.reason', { id: kept.id }),
  };
  const draft: Draft = { ...newDraft(complaintJoining, context.newId(), context.now), values, stage: 'read-back' };
  const stories = { keptStory: shown(kept.description, 16), joinedStory: shown(joined.description, 16) };
  return { draft, said: readBack({ ...values, ...stories }, context) };
}

function readBack({ keptId, joinedId, keptStory, joinedStory }: JoiningValues, { language }: FormContext): Said[] {
  const [confirm, , keep] = confirmButtons(language);
  const known = {
    id: keptId,
    joined: joinedId,
    keptStory: String(keptStory ?? ''),
    joinedStory: String(joinedStory ?? ''),
  };
  const text = words.say(language, keptStory ? 'join.read-back' : 'join.read-back.short', known);
  return [{ kind: 'read-back', text, buttons: [confirm, keep] }];
}
