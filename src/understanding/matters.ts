import type { Message } from './message.js';
import type { Parties } from './names/parties.js';

/** One matter of a message, [from, to). */
export interface Stretch {
  from: number;
  to: number;
}

/** Words that open something further. */
const opener =
  /^(?:另外|还有(?!人|点|没|啥|什么|几|多)|再有|再就是|对了|顺便|顺带|顺路|同时|第[二三四2-4][件个条单起]|其[二三][:,是]|[2-4②③④二三四][.、)]|再(?:登|记|录|报|约|订|帮我|来)|然后(?:帮我|再)|也帮我|and also|also|another|besides|second)/;
/** What of it only joins: 另外, 顺便. A second order (再登一个) is read with the story. */
const joining = /^(?:另外|还有|再有|再就是|对了|顺便|顺带|顺路|同时|然后|and also|also|besides)(?:再|也)?[,\s:]*/;

/** How much of a further matter only joins it to the first. */
export const joiningLength = (folded: string): number => joining.exec(folded)?.[0].length ?? 0;

/** A sentence may open a matter without any word when it names its own customer. */
const troubled = /投诉|反映|多收|多扣|断|停机|故障|慢|态度|退|没信号|打不|不满|complain|overcharg|slow|down|outage/;
const visiting = /(?:拜访|走访|上门|约|去(?!年|掉|了)|见(?!到|不|过|效)|看看|visit|meet)/;

interface Piece extends Stretch {
  opened: boolean;
  customers: Set<string>;
  complaint: boolean;
  visit: boolean;
}

function pieces(message: Message, parties: Parties): Piece[] {
  return message.clauses.map((clause) => {
    const folded = message.folded.slice(clause.from, clause.to);
    const named = parties.customers.filter((c) => c.from >= clause.from && c.to <= clause.to);
    const times = message.ahead.filter((t) => t.span[0] >= clause.from && t.span[1] <= clause.to);
    const planned = times.some(
      (t) =>
        Date.parse(t.start) > message.context.now && ['minute', 'day', 'part-of-day', 'week'].includes(t.precision),
    );
    return {
      ...clause,
      opened: opener.test(folded),
      customers: new Set(named.map((c) => c.customer.id ?? c.customer.name)),
      complaint: troubled.test(folded),
      visit: visiting.test(folded) && planned,
    };
  });
}

function opensMatter(
  piece: Piece,
  current: { customers: Set<string>; complaint: boolean; visit: boolean; pieces: number },
): boolean {
  const otherCustomer =
    piece.customers.size > 0 &&
    current.customers.size > 0 &&
    [...piece.customers].every((c) => !current.customers.has(c));
  if (otherCustomer && (piece.complaint || piece.visit || piece.opened)) return current.complaint || current.visit;
  if (piece.visit && current.complaint && !current.visit) return true;
  if (piece.complaint && piece.opened && current.visit && !current.complaint) return true;
  return false;
}

/** A numbered or re-commanded second matter of the same customer: 另外…, 再登一个. */
function reopened(piece: Piece, message: Message): boolean {
  return (
    piece.opened &&
    /^(?:再(?:登|记|录|报)|第[二三四2-4][件个条单起]|还有(?:一个|个|一件)投诉|另外(?:再)?(?:登|记|还有(?:个|一个)?投诉|有个投诉))/.test(
      message.folded.slice(piece.from, piece.to),
    )
  );
}

/** Parts a message into its matters: a second customer's complaint, a visit beside a complaint. One stretch when there is one. */
export function mattersOf(message: Message, parties: Parties): Stretch[] {
  const all = pieces(message, parties);
  const matters: Stretch[] = [];
  const fresh = () => ({ customers: new Set<string>(), complaint: false, visit: false, pieces: 0 });
  let current = fresh();
  let start = 0;
  for (const [i, piece] of all.entries()) {
    const opens = i > 0 && (opensMatter(piece, current) || (reopened(piece, message) && current.complaint));
    if (opens) {
      matters.push({ from: start, to: piece.from });
      start = piece.from;
      current = fresh();
    }
    for (const customer of piece.customers) current.customers.add(customer);
    current.complaint ||= piece.complaint;
    current.visit ||= piece.visit;
    current.pieces++;
  }
  matters.push({ from: start, to: message.text.length });
  return matters;
}
