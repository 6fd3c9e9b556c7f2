import type { Message } from './message.js';
import type { DirectoryMatcher } from './names/directory.js';
import type { Parties } from './names/parties.js';
import { holdsFailure } from './words/failure.js';

/** One matter of a message, [from, to). */
export interface Stretch {
  from: number;
  to: number;
}

/** Words that open something further. */
const opener =
  /^(?:哦|噢|啊|诶|嗯|对对)?(?:另外|还有(?!人|点|没|啥|什么|几|多)|再有|再就是|对了|顺便|顺带|顺路|同时|另一[个家]|再一个|第[二三四2-4](?:[件个条单起]|(?=[,、: ])|是|$)|其[二三](?:[:,是]|$)|[二三]是|[②③④]|[2-4二三四][.、)]|再(?:登|记|录|报|约|订|帮我|来)|然后(?:帮我|再)|也帮我|and also|also|another|besides|second)/;
/** What of it only joins: 另外, 顺便. A second order (再登一个) is read with the story. */
const joining =
  /^(?:哦|噢|啊|诶|嗯|对对)?(?:另外|还有|再有|再就是|对了|顺便|顺带|顺路|同时|然后|另一[个家]|再一个|其?[二三四]是|and also|also|besides)(?:再|也|是|一个)*[,\s:]*/;

/** How much of a further matter only joins it to the first. */
export const joiningLength = (folded: string): number => joining.exec(folded)?.[0].length ?? 0;

/** What may stand before the name that heads a matter: 一个是, 第二个, 2., 刚才, 客户. */
const beforeHead =
  /^(?:(?:另外|还有|还|然后|再|又|一|二|三|两|第|[1-9①②③④]|个|是|家|条|件|单|客户|投诉|刚才?|上午|下午|早上|晚上|今天|昨天|:|\.|、|\)|\s|,)*)$/;

const visiting = /(?:拜访|走访|上门|约|去(?!年|掉|了)|见(?!到|不|过|效)|看看|visit|meet)/;

/** 让我们明天务必派人过去, 要求明早来修: the customer wishes it, nobody books it. */
const wishedVisit =
  /(?:要求|务必|必须|希望|催|限|叫|让|要|请|派|安排)[^,。;!?]{0,8}(?:派|来|修|人(?:过去|上门)?|师傅|技术员?|处理|解决|给个?(?:说法|答复))|派(?:个|人|师傅|技术)|来人/;
const booking = /约|拜访|走访|我(?:去|过去|跟|和|要去|准备)|登个?(?:拜访|预约)/;

interface Piece extends Stretch {
  opened: boolean;
  /** Customers named, or meant by their people. */
  customers: Set<string>;
  /** A customer or one of its people stands at its head. */
  headed: boolean;
  complaint: boolean;
  visit: boolean;
  /** An hour stands in it. */
  timed: boolean;
}

/** A firm, or a person of one's own files who stands for one. */
function namesOf(message: Message, parties: Parties, directory: DirectoryMatcher): Array<Stretch & { id: string }> {
  const firms = parties.customers.map(({ from, to, customer }) => ({ from, to, id: customer.id ?? customer.name }));
  const people = parties.people.flatMap(({ from, to, name, known }) => {
    const [contact, ...others] = directory.contactsCalled(known ?? message.text.slice(name[0], name[1]));
    return contact && others.length === 0 ? [{ from, to, id: contact.customerId }] : [];
  });
  return [...firms, ...people];
}

function pieces(message: Message, parties: Parties, directory: DirectoryMatcher): Piece[] {
  const names = namesOf(message, parties, directory);
  const lists = [...message.hits('trouble'), ...message.hits('category'), ...message.hits('command-complaint')];
  return message.clauses.map((clause) => {
    const folded = message.folded.slice(clause.from, clause.to);
    const within = (x: Stretch): boolean => x.from >= clause.from && x.to <= clause.to;
    const named = names.filter(within);
    const planned = message.ahead.some(
      (t) =>
        within({ from: t.span[0], to: t.span[1] }) &&
        Date.parse(t.start) > message.context.now &&
        ['minute', 'day', 'part-of-day', 'week'].includes(t.precision),
    );
    return {
      ...clause,
      opened: opener.test(folded),
      customers: new Set(named.map((n) => n.id)),
      headed: named.some((n) => beforeHead.test(message.folded.slice(clause.from, n.from))),
      timed: message.ahead.some((t) => t.precision === 'minute' && within({ from: t.span[0], to: t.span[1] })),
      complaint: lists.some(within) || holdsFailure(folded),
      visit: visiting.test(folded) && planned && !(wishedVisit.test(folded) && !booking.test(folded)),
    };
  });
}

const others = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && [...a].every((id) => !b.has(id));

/** What a piece and those behind it tell, up to the next customer. */
function toldFrom(all: readonly Piece[], at: number): { complaint: boolean; visit: boolean } {
  const first = all[at];
  const end = all.findIndex((p, i) => i > at && first !== undefined && others(p.customers, first.customers));
  const told = all.slice(at, end < 0 ? all.length : end);
  return { complaint: told.some((p) => p.complaint), visit: told.some((p) => p.visit) };
}

type Current = Pick<Piece, 'customers' | 'complaint' | 'visit' | 'timed'>;

function opensMatter(all: readonly Piece[], at: number, current: Current): boolean {
  const piece = all[at];
  if (!piece || !(current.complaint || current.visit)) return false;
  const told = toldFrom(all, at);
  if (others(piece.customers, current.customers) && (piece.headed || piece.opened)) return told.complaint || told.visit;
  // 九点半去启明 十点半去远帆: each has its hour and its firm.
  if (piece.visit && piece.timed && current.timed && current.visit && others(piece.customers, current.customers))
    return true;
  if (piece.visit && current.complaint && !current.visit) return true;
  return piece.complaint && piece.opened && current.visit && !current.complaint;
}

/** A numbered or re-commanded second matter of the same customer: 另外…, 再登一个. */
const reopening =
  /^(?:其[二三](?:[:,是]|$)|再(?:登|记|录|报)|[二三]是|第[二三四2-4](?:[件个条单起]|(?=[,、: ])|是|$)|还有(?:一个|个|一件)投诉|另外(?:再)?(?:登|记|还有(?:个|一个)?投诉|有个投诉))/;

/** Parts a message into its matters: a second customer's complaint, a visit beside a complaint. One stretch when there is one. */
export function mattersOf(message: Message, parties: Parties, directory: DirectoryMatcher): Stretch[] {
  if (message.clauses.length < 2) return [{ from: 0, to: message.text.length }];
  const all = pieces(message, parties, directory);
  const matters: Stretch[] = [];
  const fresh = (): Current => ({ customers: new Set<string>(), complaint: false, visit: false, timed: false });
  let current = fresh();
  let start = 0;
  for (const [i, piece] of all.entries()) {
    const again =
      piece.opened &&
      current.complaint &&
      toldFrom(all, i).complaint &&
      reopening.test(message.folded.slice(piece.from, piece.to));
    if (i > 0 && (again || opensMatter(all, i, current))) {
      matters.push({ from: start, to: piece.from });
      start = piece.from;
      current = fresh();
    }
    for (const customer of piece.customers) current.customers.add(customer);
    current.complaint ||= piece.complaint;
    current.visit ||= piece.visit;
    current.timed ||= piece.timed;
  }
  matters.push({ from: start, to: message.text.length });
  return matters;
}
