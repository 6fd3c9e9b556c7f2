import type { Reads } from './ports.js';
import { systemViewer } from './staff.js';

/** What a subject is called before people. */
export interface SubjectName {
  /** `TS-…`, `BF-…` or that of a form; null for subjects that have no number. */
  recordId: string | null;
  customer: string | null;
  contact: string | null;
}

type Names = Pick<Reads, 'findComplaint' | 'findVisit' | 'findFormRecord' | 'findCustomerFile' | 'findContact'>;

const nameless: SubjectName = { recordId: null, customer: null, contact: null };

/** Names of what an obligation is about. For the program's own messages: who reads them is decided by the caller. */
export async function nameSubject(reads: Names, subject: string): Promise<SubjectName> {
  const [kind, id = ''] = [subject.slice(0, subject.indexOf(':')), subject.slice(subject.indexOf(':') + 1)];
  switch (kind) {
    case 'complaint': {
      const found = await reads.findComplaint(systemViewer, id);
      return { recordId: id, customer: found?.customerName ?? null, contact: found?.contactName ?? null };
    }
    case 'visit': {
      const found = await reads.findVisit(systemViewer, id);
      return { recordId: id, customer: found?.customerName ?? null, contact: found?.contactName ?? null };
    }
    case 'form': {
      const found = await reads.findFormRecord(systemViewer, id);
      return { recordId: id, customer: found?.customerName ?? null, contact: found?.contactName ?? null };
    }
    case 'customer': {
      const file = await reads.findCustomerFile(systemViewer, id);
      return { ...nameless, customer: file?.customer.name ?? null };
    }
    case 'contact': {
      const contact = await reads.findContact(systemViewer, id);
      const file = contact && (await reads.findCustomerFile(systemViewer, contact.customerId));
      return { ...nameless, customer: file?.customer.name ?? null, contact: contact?.name ?? null };
    }
    default:
      return nameless;
  }
}
