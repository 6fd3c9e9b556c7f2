import { type Staff, systemViewer } from './staff.js';
import { superiorOf } from './superiors.js';
import type { UseCaseEnv } from './use-case.js';

export interface TellColleagues {
  /** Those it goes to; a supervisor's own people, or the speaker's supervisor. */
  staffIds: readonly string[];
  text: string;
  /** `asked`: an answer is waited for. `told`: it is only passed on. `answered`: it is the answer. */
  kind: ColleagueNotice['kind'];
}

/** What one colleague has passed on to another in his own words. */
export interface ColleagueNotice {
  about: 'colleague';
  kind: 'asked' | 'told' | 'answered';
  recipientId: string;
  /** One reason, one message. */
  key: string;
  by: Staff;
  text: string;
}

export interface ColleaguesTold {
  kind: 'colleagues-told';
  told: Staff[];
}

/** Passes words on, each person alone: from a supervisor to his people, from anybody to the supervisor. Nobody else is reached. */
export async function tellColleagues(env: UseCaseEnv, input: TellColleagues): Promise<ColleaguesTold> {
  const superior = await superiorOf(env.tx, env.actor);
  const told: Staff[] = [];
  for (const id of new Set(input.staffIds)) {
    const staff = await env.tx.findStaff(systemViewer, id);
    if (!staff || staff.id === env.actor.id || !reaches(env.actor, staff, superior)) continue;
    const key = `colleague|${env.actor.id}|${staff.id}|${env.newId()}`;
    const { kind, text } = input;
    await env.tell({ about: 'colleague', kind, recipientId: staff.id, key, by: env.actor, text });
    told.push(staff);
  }
  return { kind: 'colleagues-told', told };
}

function reaches(from: Staff, to: Staff, superior: Staff | undefined): boolean {
  return to.id === superior?.id || (from.role !== 'manager' && to.teamId === from.teamId);
}
