import type { CustomerClass } from '../../domain/labels.js';
import type { Message } from '../message.js';
import type { Facts } from '../types.js';

/** A类, class B1; A1 to B2 also bare, where no floor or building is meant. */
const classSaid =
  /(?<![a-z0-9])([abc][12]?)[\s-]?(?:类|级|class|等)|class\s?([abc][12]?)(?![a-z0-9])|(?<![a-z0-9])([ab][12])(?![a-z0-9层楼座栋幢区口号馆厅门])|(?<![a-z0-9])([abc])\s?(?:的?客户|customer)|(政府)(?:类|重要)?(?:客户|单位)/;

/** A, B, C, A1 …, 政府 as said. */
export function customerClassOf(message: Message): Facts['customerClass'] {
  const m = classSaid.exec(message.folded);
  if (!m) return undefined;
  if (m[5]) return '政府';
  const said = (m[1] ?? m[2] ?? m[3] ?? m[4] ?? '').toUpperCase();
  const known: ReadonlyArray<CustomerClass | 'A' | 'B'> = ['A1', 'A2', 'B1', 'B2', 'C', 'A', 'B'];
  return known.find((c) => c === said);
}

/** Said in the message; a class A customer is no VIP. */
export function vipOf(message: Message): boolean | undefined {
  const hits = message.hits('vip');
  if (hits.length === 0) return undefined;
  const last = hits.at(-1);
  if (last?.code === 'no') return false;
  const denied = hits.every((h) =>
    /(?:不是|非|没有|不算|无)$/.test(message.folded.slice(Math.max(0, h.from - 2), h.from)),
  );
  return !denied;
}
