import type { Message } from '../message.js';
import type { CustomerMention } from './parties.js';
import type { Person } from './people.js';

/** Who speaks for a firm and is known by his part alone. */
const part =
  '(?:副?(?:校长|院长|厂长|主任|园长|站长|所长|馆长|处长|科长|局长|部长|队长)|总经理|董事长|调度员?|技术员|护士|值班员|老板娘|老板|店主|店长|厂长|园长|院长|校长|站长|队长|所长|馆长|会长|村长|书记|主任|经理|主管|总监|大堂经理|值班经理|车间主任|护士长|班主任|财务总监|财务主管|财务部|财务|会计|出纳|前台|行政部?|采购部?|信息(?:科|中心|部|办)|办公室|网管|it部?|管理员|负责人|物业经理|保安队长|秘书|助理|司机|老师|家属|机主|掌柜)';
const spoken =
  '(?:当面|面谈|解释|喝|吃|说|讲|话|哭|叹|红着|抹|扯着|跺|憋|直|连|接连|一个劲|专门|亲自|反映|反馈|投诉|抱怨|打|来|找|急|气|火|骂|很|非常|特别|问|催|要|嚷|发|喊|吼|冲|送|谈|聊|那|这|一起|换|参加|在|就|约|让|叫|限|盼|嫌|觉得|希望|坚持|又|刚|也|今|昨|上午|下午|那边|\\s|,|:|。|$)';
/** Right behind the firm: 银杏家政老板娘, 四方物流的信息科. */
const beside = new RegExp(`^(?:的|那边的?|他们的?|她们的?|那个|[ ,])?(${part})(?:的人)?(?=${spoken})`);
/** At the head of a clause, or whom one meets: 老板娘说…, 找店长. */
const heading = new RegExp(
  `^(?:他们|她们|人家|那边|对方|客户)?的?(${part})(?=(?:的人)?(?:喊|哭|约|说|讲|话|反映|打|来|急|气|火|骂|很|问|催|要求|嚷|发火|吼|特别|非常|在电话|让|限|叫|坚持|希望|嫌))`,
);
const met = new RegExp(
  `(?:找|见|约|跟|和|联系|对接|交给)(?:他们|她们|对方)?的?(${part})(?![\\u3400-\\u9fff]?(?:确认|审批|签字|报备|说一声))`,
);

function personAt(from: number, said: string): Person {
  return { from, to: from + said.length, name: [from, from + said.length], title: null, score: 2 };
}

/** The contact by his part where nobody is named: 老板娘, 店长, 信息科. Our own supervisor is none. */
export function speakerByPart(message: Message, customers: readonly CustomerMention[]): Person | undefined {
  const { folded, clauses, context } = message;
  if (context.speaker === 'customer') return undefined;
  for (const { to } of customers) {
    const found = beside.exec(folded.slice(to, to + 16));
    if (found?.[1]) return personAt(to + found[0].lastIndexOf(found[1]), found[1]);
  }
  if (customers.length === 0) return undefined;
  for (const { from, to } of clauses) {
    const said = folded.slice(from, to);
    const found = heading.exec(said) ?? met.exec(said);
    if (found?.[1] && !/主管/.test(found[1]))
      return personAt(from + found.index + found[0].lastIndexOf(found[1]), found[1]);
  }
  return undefined;
}
