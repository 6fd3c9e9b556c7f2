import type { Customer } from '../../domain/customer.js';
import { customerClasses, labels, segments } from '../../domain/labels.js';
import type { Store } from '../../domain/ports.js';
import { type Staff, systemViewer } from '../../domain/staff.js';
import { customersChanged } from '../../domain/take-over.js';
import { type Cells, choicesOf, fault } from './cells.js';
import { type Importer, idFromName, Register, type Resolver } from './importer.js';
import { staffRegister } from './staff.js';

const classes = customerClasses.map((code) => ({ code, labels: [`${code}类`] }));
const kinds = choicesOf(segments, labels.segment);

export const customerImporter: Importer<Customer> = {
  columns: {
    id: ['编号', '客户编号', '集团编号'],
    name: ['客户', '名称', '客户名称', '集团名称', '单位'],
    aliases: ['简称', '别名'],
    class: ['类别', '等级', '客户等级', '客户类别'],
    segment: ['类型', '客户类型'],
    owner: ['客户经理', '经理', '负责人'],
    area: ['片区', '区域'],
    address: ['地址'],
  },
  required: ['name'],
  load: loadCustomers,
  async write(env, rows) {
    await env.tx.upsertCustomers(rows.map(({ after }) => after));
    await customersChanged(env, rows);
  },
};

async function loadCustomers(store: Store): Promise<Resolver<Customer>> {
  return new CustomerResolver(await customerRegister(store), await staffRegister(store));
}

/** Customers by id or by full name. */
export async function customerRegister(store: Store): Promise<Register<Customer>> {
  const register = new Register<Customer>();
  for await (const customer of store.records(systemViewer, 'customers')) {
    register.add(customer.id, [customer.name], customer);
  }
  return register;
}

class CustomerResolver implements Resolver<Customer> {
  readonly #known: Register<Customer>;
  readonly #staff: Register<Staff>;

  constructor(known: Register<Customer>, staff: Register<Staff>) {
    this.#known = known;
    this.#staff = staff;
  }

  stored(id: string): Customer | undefined {
    return this.#known.get(id);
  }

  async resolve(cells: Cells): Promise<Customer> {
    const id = this.#idOf(cells);
    const before = this.stored(id);
    const owner = this.#ownerOf(cells, before);
    return {
      id,
      name: cells.required('name', before?.name),
      aliases: cells.list('aliases', before?.aliases),
      class: cells.choice('class', classes, before?.class),
      segment: cells.choice('segment', kinds, before?.segment),
      ownerId: owner.id,
      teamId: owner.teamId,
      area: cells.optional('area', before?.area),
      address: cells.optional('address', before?.address),
    };
  }

  #idOf(cells: Cells): string {
    const id = cells.text('id');
    if (id) return id;
    const name = cells.required('name');
    return this.#known.idNamed(name, 'name') ?? idFromName('customer', name);
  }

  #ownerOf(cells: Cells, before: Customer | undefined): Staff {
    const owner = this.#staff.find(cells.required('owner', before?.ownerId), 'owner');
    if (owner) return owner;
    throw fault('owner is not in the directory; import staff first');
  }
}
