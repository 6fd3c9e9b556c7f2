import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Viewer } from '../domain/staff.js';

type Condition = RawBuilder<SqlBool>;

const everything: Condition = sql<SqlBool>`1 = 1`;

/**
 * Rows this viewer may see: a manager what he owns, a supervisor also what is the team's, administrators and the program all.
 * `owner` and `team` are columns; without a team column the team is that of the owner.
 */
export function visible(viewer: Viewer, owner: string, team?: string): Condition {
  if (viewer.kind === 'system' || viewer.role === 'administrator') return everything;
  const own = sql<SqlBool>`${sql.ref(owner)} = ${viewer.staffId}`;
  if (viewer.role === 'manager') return own;
  if (team) return sql<SqlBool>`(${own} or ${sql.ref(team)} = ${viewer.teamId})`;
  return sql<SqlBool>`(${own} or ${sql.ref(owner)} in (select id from staff where team_id = ${viewer.teamId}))`;
}

/** People: oneself and one's supervisor, for a supervisor also the team. */
export function visibleStaff(viewer: Viewer): Condition {
  if (viewer.kind === 'system') return everything;
  const superior = sql<SqlBool>`staff.id = (select self.supervisor_id from staff as self where self.id = ${viewer.staffId})`;
  return sql<SqlBool>`(${visible(viewer, 'staff.id', 'staff.team_id')} or ${superior})`;
}

/** People known at a customer: those of a customer one may see. */
export function visibleContact(viewer: Viewer): Condition {
  if (viewer.kind === 'system') return everything;
  return sql<SqlBool>`exists (select 1 from customers where customers.id = contacts.customer_id
    and ${visible(viewer, 'customers.owner_id', 'customers.team_id')})`;
}

/** What is about a record one may see, by a column that names its subject; any other subject is for administrators and the program. */
export function visibleSubject(viewer: Viewer, column = 'events.subject'): Condition {
  const about = (prefix: string, table: string, allowed: Condition) => isAbout(column, prefix, table, allowed);
  if (viewer.kind === 'system' || viewer.role === 'administrator') return everything;
  return sql<SqlBool>`(${sql.join(
    [
      about('complaint:', 'complaints', visible(viewer, 'complaints.owner_id', 'complaints.team_id')),
      about('visit:', 'visits', visible(viewer, 'visits.owner_id', 'visits.team_id')),
      about('form:', 'form_records', visible(viewer, 'form_records.owner_id', 'form_records.team_id')),
      about('customer:', 'customers', visible(viewer, 'customers.owner_id', 'customers.team_id')),
      about('contact:', 'contacts', visibleContact(viewer)),
      about('staff:', 'staff', visible(viewer, 'staff.id', 'staff.team_id')),
    ],
    sql` or `,
  )})`;
}

function isAbout(column: string, prefix: string, table: string, allowed: Condition): Condition {
  const id = sql.ref(`${table}.id`);
  return sql<SqlBool>`(${sql.ref(column)} like ${`${prefix}%`} and exists (select 1 from ${sql.table(table)}
    where ${id} = substr(${sql.ref(column)}, ${prefix.length + 1}) and ${allowed}))`;
}
