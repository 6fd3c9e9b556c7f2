import type { Message } from './message.js';
import type { Parties } from './names/parties.js';
import { failuresIn } from './words/failure.js';

/** Words to the machine, not about the matter. */
const instruction =
  /忽略(?:以上|上面|之前|前面|所有)|无视(?:以上|上面|之前|前面)|忘(?:记|掉)(?:以上|之前|前面)|你现在是|你是一个|扮演|系统提示|把所有.{0,6}(?:删|清空|改)|删除所有|输出(?:你的|系统)|ignore (?:all|the|any|previous|above)|disregard|system prompt|you are now|pretend to|(?:把|将)(?:severity|intent|emotion|级别|等级|严重程度|重要程度|情绪|状态)(?:字段)?(?:设|改|标|写|置)|set (?:the )?(?:severity|intent|status|emotion)|直接结案|drop table|<\/?(?:script|system)/;
/** What goes on ordering the machine in the same sentence. */
const furtherOrder =
  /^(?:并且?|然后|再|请|你|直接|立刻|马上|给我|帮我|现在|统统|全部?|都)*(?:承诺|标(?:成|为|重大|一般)|设(?:成|为)|写成|当成?|保证|答应|编号|单号|把|输出|回复|回答|告诉|写|打印|显示|给出|执行|标记|改成|删)|^(?:and |then )*(?:promise|reply|answer|output|print|write|say|delete|set|mark)\b/;

function blank(text: string, from: number, to: number): string {
  return text.slice(0, from) + ','.repeat(to - from) + text.slice(to);
}

/** The text without orders to the machine, as long as before; the same text where there are none. */
export function withoutInstructions(message: Message): string {
  let text = message.text;
  if (!instruction.test(message.folded)) return text;
  let ordering = false;
  let last = 0;
  for (const clause of message.clauses) {
    const said = message.folded.slice(clause.from, clause.to);
    if (/[。!?\n;]/.test(message.folded.slice(last, clause.from))) ordering = false;
    last = clause.to;
    const orders: boolean = instruction.test(said) || (ordering && furtherOrder.test(said) && failuresIn(said) === 0);
    if (orders) text = blank(text, clause.from, clause.to);
    ordering ||= orders;
  }
  return text;
}

const marker =
  /^(?:哦|噢|啊|诶)?(?:不对|不是|说错了?|搞错了?|弄错了?|记错了?|错了|不不|no wait|wait no|sorry)(?:的|了|啊|哦)?$/;
const counted = /([\u3400-\u9fff]{2})(\d[\d.,]*)/g;

/**
 * A speaker who puts himself right in mid-story (… 不对 是嘉和酒店的沈佳 多收380): the text without the party and the figures
 * he takes back, as long as before. Undefined where nobody is put right.
 */
export function withoutTakenBack(message: Message, parties: Parties): string | undefined {
  const { folded, clauses } = message;
  const at = clauses.findIndex((c, i) => i > 0 && marker.test(folded.slice(c.from, c.to)));
  const said = clauses[at];
  const next = clauses[at + 1];
  if (!said || !next) return undefined;
  const instead = parties.customers.find((c) => c.from >= next.from && c.to <= next.to);
  const taken = parties.customers.filter((c) => c.to <= said.from);
  const lead = /^(?:其实|应该)?(?:应该)?是/.exec(folded.slice(next.from, next.to))?.[0].length;
  if (!instead || lead === undefined || taken.length === 0) return undefined;
  let text = blank(blank(message.text, said.from, said.to), next.from, next.from + lead);
  for (const party of [...taken, ...parties.people.filter((p) => p.to <= said.from)])
    text = blank(text, party.from, party.to);
  const told = new Map([...folded.slice(next.from).matchAll(counted)].map((m) => [m[1], m[2]]));
  for (const m of folded.slice(0, said.from).matchAll(counted))
    if (told.has(m[1]) && told.get(m[1]) !== m[2]) text = blank(text, m.index, m.index + m[0].length);
  return text;
}
