import { type Complaint, isOpen } from '../../domain/complaint.js';
import type { Reads } from '../../domain/ports.js';
import { type Staff, viewerOf } from '../../domain/staff.js';
import type { Reading } from '../../understanding/types.js';

/** 短信费那单, 停机的那个投诉: what was complained of, before the words that point at it. */
const storyWords =
  /([\u3400-\u9fff]{2,6}?)(?:的)?(?:那|这|這)(?:个|個|单|單|件|条|條|起)|([\u3400-\u9fff]{2,6})的?投[诉訴]/;

const recentMs = 120 * 86_400_000;
const complaintNumber = /\bTS-\d{6}-[0-9A-HJKMNP-TV-Z]{4}\b/i;

export function numberIn(text: string): string | null {
  return complaintNumber.exec(text)?.[0].toUpperCase() ?? null;
}

/** Which complaint a message is about, among those the speaker may see: names and numbers are matched, never guessed. */
export class ComplaintSearch {
  readonly #reads: Reads;
  readonly #staff: Staff;
  readonly #now: number;
  #recent: Promise<Complaint[]> | undefined;

  constructor(reads: Reads, staff: Staff, now: number) {
    this.#reads = reads;
    this.#staff = staff;
    this.#now = now;
  }

  async byNumber(id: string): Promise<Complaint | undefined> {
    return await this.#reads.findComplaint(viewerOf(this.#staff), id);
  }

  /** Open ones of the speaker's own, newest first. */
  async ownOpen(): Promise<Complaint[]> {
    return (await this.#all()).filter((each) => each.ownerId === this.#staff.id && isOpen(each));
  }

  /** By the last signs of a number, customer, person, or words of the story before 「那单」; what fits more than one way first. */
  async named(reading: Reading, owners: readonly Staff[]): Promise<Complaint[]> {
    const all = await this.#all();
    const { text } = reading;
    const upper = text.toUpperCase();
    const short = all.filter(({ id }) => new RegExp(`(?<![0-9A-Z])${id.slice(-4)}(?![0-9A-Z])`).test(upper));
    if (short.length > 0) return short;
    const ways = [
      all.filter((each) => namesCustomer(each, reading)),
      all.filter((each) => namesContact(each, reading)),
      all.filter((each) => owners.some(({ id, name }) => id === each.ownerId && text.includes(name))),
      all.filter((each) =>
        storyWords
          .exec(text)
          ?.slice(1)
          .some((said) => said && each.description.includes(said)),
      ),
    ].filter((found) => found.length > 0);
    const [first, ...rest] = ways;
    if (!first) return [];
    const both = first.filter((each) => rest.every((found) => found.includes(each)));
    return both.length > 0 ? both : first;
  }

  #all(): Promise<Complaint[]> {
    this.#recent ??= this.#reads.listRecentComplaints(viewerOf(this.#staff), this.#now - recentMs);
    return this.#recent;
  }
}

function namesCustomer({ customerId, customerName }: Complaint, { text, facts: { customer } }: Reading): boolean {
  if (text.includes(customerName)) return true;
  if (!customer) return false;
  return customer.id !== null ? customer.id === customerId : customerName.includes(customer.name);
}

/** 王芳, 王姐: the name, or the surname before a title. */
function namesContact({ contactName }: Complaint, { text, facts: { contact } }: Reading): boolean {
  if (contactName === null) return false;
  if (text.includes(contactName)) return true;
  if (!contact) return false;
  const surname = contact.title ? contact.name.replace(contact.title, '') : contact.name;
  return surname.length === 1 ? contactName.startsWith(surname) : contactName === contact.name;
}
