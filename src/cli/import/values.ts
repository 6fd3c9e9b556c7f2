import type { Customer } from '../../domain/customer.js';
import { systemViewer } from '../../domain/staff.js';
import type { Valued } from '../../policy/ranking.js';
import { type Cells, fault } from './cells.js';
import { customerRegister } from './customers.js';
import type { Importer, Register, Resolver } from './importer.js';

/** Value figures that rank customers: one number a customer. */
export const valueImporter: Importer<Valued> = {
  columns: {
    customer: ['客户', '客户名称', '集团名称', '单位', '客户编号', '集团编号', 'id', 'name'],
    value: ['价值', '价值分', '得分', '评分', '收入', '月收入', '年收入', 'score', 'income'],
  },
  required: ['customer', 'value'],
  async load(store) {
    const known = new Map((await store.listCustomerValues(systemViewer)).map((each) => [each.id, each]));
    return new ValueResolver(known, await customerRegister(store));
  },
  write: ({ tx, now }, rows) =>
    tx.upsertCustomerValues(
      rows.map(({ after }) => after),
      now,
    ),
};

class ValueResolver implements Resolver<Valued> {
  readonly #known: ReadonlyMap<string, Valued>;
  readonly #customers: Register<Customer>;

  constructor(known: ReadonlyMap<string, Valued>, customers: Register<Customer>) {
    this.#known = known;
    this.#customers = customers;
  }

  stored(id: string): Valued | undefined {
    return this.#known.get(id);
  }

  async resolve(cells: Cells): Promise<Valued> {
    const customer = this.#customers.find(cells.required('customer'), 'customer');
    if (!customer) throw fault('customer is not in the directory; import customers first');
    return { id: customer.id, value: figureOf(cells.required('value')) };
  }
}

/** `1,234.5`, `12.5万`, `¥300`. */
function figureOf(text: string): number {
  const [, digits, unit] = /^[¥¥]?\s*(-?[\d,,]+(?:\.\d+)?)\s*([万亿])?元?$/.exec(text) ?? [];
  const number = Number(digits?.replace(/[,,]/g, ''));
  if (digits === undefined || !Number.isFinite(number))
    throw fault('value is not a number; write digits, such as 125000 or 12.5万');
  return unit === '万' ? number * 10_000 : unit === '亿' ? number * 100_000_000 : number;
}
