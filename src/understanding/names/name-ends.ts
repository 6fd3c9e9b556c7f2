import type { Message } from '../message.js';
import type { Cover } from './cover.js';

/** 宁乡建筑|劳务有限公司, 博世通|(苏州)有限公司. */
const legalForm =
  /^[\u3400-\u9fff]{0,6}?(?:\([\u3400-\u9fff]{2,4}\))?(?:股份有限公司|有限责任公司|有限公司)(?![\u3400-\u9fff]{0,2}有限公司)/;
/** 恒丰农商行|城东支行, 统一超商|南港店: the branch belongs to the name. */
const branch =
  /^[\u3400-\u9fff]{0,4}?(?:支行|分行|分公司|支公司|营业部|分店|分院|分校|校区|分理处|登记处)|^[\u3400-\u9fff]{2,3}店(?![\u3400-\u9fff]?[铺员长主里])/;

/** Where a name that is read up to `to` ends with its legal form or its branch, and what leads up to it. */
export function wholeEnd({ folded }: Message, cover: Cover, to: number): number {
  const behind = legalForm.exec(folded.slice(to, to + 16)) ?? branch.exec(folded.slice(to, to + 9));
  if (!behind) return to;
  for (let at = to; at < to + behind[0].length - 3; at++)
    if ((cover.weak(at) && !cover.nameable(at)) || cover.bound(at)) return to;
  return to + behind[0].length;
}
