import type { DutyValues } from '../../../dialogs/due-work/dialog.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import { type DutyName, dutyWords } from '../../../dialogs/notice/dialog.js';
import { actOf, isOwed, isUnmet } from '../../domain/acts.js';
import type { Obligation } from '../../domain/obligation.js';
import type { Reads } from '../../domain/ports.js';
import { subjectOfNumber } from '../../domain/record-number.js';
import { systemViewer, viewerOf } from '../../domain/staff.js';
import { absentFor } from '../../domain/superiors.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';
import { dutyName } from './name.js';

/** A duty somebody may mean, with its names. */
export interface KnownDuty {
  obligation: Obligation;
  name: DutyName;
  values: DutyValues;
}

/** Far more than anybody keeps in mind; names are looked up for these only. */
const searchedAtMost = 200;

/** Which duty a message is about, among those the speaker may see. Names and numbers are matched, never guessed. */
export class DutySearch {
  readonly #reads: Reads;
  readonly #pack: Pack;
  readonly #context: FormContext;

  constructor(reads: Reads, pack: Pack, context: FormContext) {
    this.#reads = reads;
    this.#pack = pack;
    this.#context = context;
  }

  /** By id, as far as the speaker may see it; undefined where he may not. */
  async find(obligationId: string): Promise<KnownDuty | undefined> {
    const subject = obligationId.split('/')[0] ?? '';
    const seen = await this.#reads.listObligations(viewerOf(this.#context.staff), { subject });
    const obligation = seen.find((each) => each.id === obligationId);
    return obligation && (await this.#known(obligation));
  }

  /** Unmet duties the message names: by number, by customer, by person. Own ones; for a supervisor also the team's. */
  async named(reading: Reading, whose: 'own' | 'seen'): Promise<KnownDuty[]> {
    const duties = await this.unmet(whose);
    const said = duties.filter(({ values }) => reading.text.includes(values.duty));
    if (said.length > 0) return said;
    const text = reading.text.toUpperCase();
    const byNumber = duties.filter(({ name }) => name.recordId !== null && text.includes(name.recordId));
    if (byNumber.length > 0) return byNumber;
    const people = duties.filter(({ name }) => name.contact !== null && reading.text.includes(name.contact));
    const customer = reading.facts.customer;
    const companies = duties.filter(
      ({ name }) =>
        name.customer !== null && (reading.text.includes(name.customer) || customer?.name === name.customer),
    );
    const both = people.filter((duty) => companies.includes(duty));
    return [both, people, companies].find((found) => found.length > 0) ?? [];
  }

  /** All duties of a record the speaker may see, met ones too. */
  async ofRecord(recordId: string): Promise<KnownDuty[]> {
    const subject = subjectOfNumber(recordId);
    const seen = await this.#reads.listObligations(viewerOf(this.#context.staff), { subject });
    return await Promise.all(seen.map((each) => this.#known(each)));
  }

  async unmet(whose: 'own' | 'seen'): Promise<KnownDuty[]> {
    const { staff } = this.#context;
    const own = whose === 'own' ? new Set([staff.id, ...(await this.#standsInFor())]) : undefined;
    const alone = own?.size === 1 ? { ownerId: staff.id } : {};
    const seen = await this.#reads.listObligations(viewerOf(staff), { ...alone, open: true });
    const unmet = seen.filter(
      (each) => isUnmet(each) && actOf(each, this.#pack.rules) && (own?.has(each.ownerId) ?? true),
    );
    return await this.known(unmet);
  }

  /** People on leave whose duties are the speaker's for now (A3-27). */
  async #standsInFor(): Promise<string[]> {
    const { staff, now } = this.#context;
    return staff.role === 'manager' ? [] : (await absentFor(this.#reads, staff, now)).map(({ id }) => id);
  }

  /** What others owed the speaker knows of, and no record is seen of. */
  async overdue(): Promise<KnownDuty[]> {
    const { staff, now } = this.#context;
    const seen = await this.#reads.listObligations(viewerOf(staff), { open: true, dueBefore: now });
    const others = seen.filter((each) => each.ownerId !== staff.id && isOwed(each) && actOf(each, this.#pack.rules));
    return await Promise.all(others.slice(0, searchedAtMost).map((each) => this.#known(each)));
  }

  /** With their names, in this order. */
  async known(obligations: readonly Obligation[]): Promise<KnownDuty[]> {
    return await Promise.all(obligations.slice(0, searchedAtMost).map((each) => this.#known(each)));
  }

  async #known(obligation: Obligation): Promise<KnownDuty> {
    const { language } = this.#context;
    const name = await dutyName(this.#reads, this.#pack, obligation, language);
    const owner = await this.#reads.findStaff(systemViewer, obligation.ownerId);
    const values: DutyValues = {
      obligationId: obligation.id,
      complaintId: obligation.subject.startsWith('complaint:') ? obligation.subject.slice('complaint:'.length) : null,
      duty: dutyWords(name, language),
      dueAt: obligation.dueAt,
      openedAt: obligation.openedAt,
      ownerName: owner?.name ?? '',
      act: actOf(obligation, this.#pack.rules) ?? { kind: '', answers: false },
    };
    return { obligation, name, values };
  }
}
