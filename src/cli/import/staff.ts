import type { PostHolder } from '../../domain/form-record.js';
import type { Store } from '../../domain/ports.js';
import { anyChannel, type Role, type Staff, type StaffIdentity, systemViewer } from '../../domain/staff.js';
import { type Cells, type Choices, fault } from './cells.js';
import { type Importer, idFromName, Register, type Resolver } from './importer.js';

export interface StaffImport {
  id: string;
  staff: Staff;
  /** Those the person does not have yet. */
  identities: StaffIdentity[];
  posts: PostHolder[];
}

const roles: Choices<Role> = [
  { code: 'manager', labels: ['客户经理', 'account manager'] },
  { code: 'supervisor', labels: ['主管'] },
  { code: 'administrator', labels: ['管理员', 'admin'] },
];

export const staffImporter: Importer<StaffImport> = {
  columns: {
    id: ['编号', '员工编号'],
    name: ['姓名', '员工姓名'],
    role: ['角色', '岗位'],
    team: ['团队', '班组', '部门'],
    supervisor: ['主管', '上级'],
    workNumber: ['工作号', '工号'],
    phone: ['手机', '电话', '手机号'],
    identities: ['账号', '帐号'],
    posts: ['兼任', '接收报告'],
  },
  required: ['name'],
  load: async (store) => new StaffResolver(store, await staffRegister(store)),
  async write({ tx }, rows) {
    for (const { after } of rows) {
      await tx.upsertStaff(after.staff, after.identities);
      await tx.insertPostHolders(after.posts);
    }
  },
};

/** Staff by id, name or work number. */
export async function staffRegister(store: Store): Promise<Register<Staff>> {
  const register = new Register<Staff>();
  for (const staff of await store.listStaff(systemViewer))
    register.add(staff.id, [staff.name, staff.workNumber], staff);
  return register;
}

class StaffResolver implements Resolver<StaffImport> {
  readonly #store: Store;
  readonly #known: Register<Staff>;
  /** Ids of the stored and of the announced. */
  readonly #ids = new Register<string>();

  constructor(store: Store, known: Register<Staff>) {
    this.#store = store;
    this.#known = known;
  }

  announce(cells: Cells): void {
    const id = this.#idOf(cells);
    this.#ids.add(id, [cells.text('name'), cells.text('workNumber')], id);
  }

  stored(id: string): StaffImport | undefined {
    const staff = this.#known.get(id);
    return staff && { id, staff, identities: [], posts: [] };
  }

  async resolve(cells: Cells): Promise<StaffImport> {
    const id = this.#idOf(cells);
    const before = this.#known.get(id);
    const staff: Staff = {
      id,
      name: cells.required('name', before?.name),
      workNumber: cells.optional('workNumber', before?.workNumber),
      role: cells.choice('role', roles, before?.role) ?? 'manager',
      teamId: cells.required('team', before?.teamId),
      supervisorId: this.#supervisorOf(cells, before),
      phone: cells.phone('phone', before?.phone),
      kind: 'directory',
    };
    return { id, staff, identities: await this.#newIdentities(cells, id), posts: await this.#newPosts(cells, id) };
  }

  #idOf(cells: Cells): string {
    const id = cells.text('id');
    if (id) return id;
    const name = cells.required('name');
    return this.#known.idNamed(name, 'name') ?? idFromName('staff', name);
  }

  #supervisorOf(cells: Cells, before: Staff | undefined): string | null {
    const said = cells.optional('supervisor', before?.supervisorId);
    if (said === null) return null;
    const found = this.#known.find(said, 'supervisor')?.id ?? this.#ids.find(said, 'supervisor');
    if (found) return found;
    throw fault('supervisor is not in the directory; import that person first or in the same file');
  }

  async #newIdentities(cells: Cells, staffId: string): Promise<StaffIdentity[]> {
    const added: StaffIdentity[] = [];
    for (const text of cells.list('identities', [])) {
      const identity = identityOf(text, staffId);
      const { channel, tenant, userId } = identity;
      const holder = await this.#store.findStaffByIdentity(systemViewer, channel, tenant, userId);
      if (holder?.id !== staffId) added.push(identity);
    }
    return added;
  }

  /** Those the person does not hold yet. */
  async #newPosts(cells: Cells, staffId: string): Promise<PostHolder[]> {
    const added: PostHolder[] = [];
    for (const post of cells.list('posts', [])) {
      const holders = await this.#store.listPostHolders(post);
      if (!holders.includes(staffId)) added.push({ post, staffId });
    }
    return added;
  }
}

/** `channel:user` or `channel:tenant:user`; the user part may hold colons, the tenant may be empty. */
function identityOf(text: string, staffId: string): StaffIdentity {
  const [channel, second, ...rest] = text.split(':');
  if (!channel || channel === anyChannel || !second?.concat(...rest))
    throw fault('identities takes channel:tenant:user, several separated by ;');
  if (!rest.length) return { channel, tenant: '', userId: second, staffId };
  return { channel, tenant: second, userId: rest.join(':'), staffId };
}
