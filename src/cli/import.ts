import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Store } from '../domain/ports.js';
import type { Pack } from '../policy/types.js';
import type { Command, CommandIo } from './command.js';
import { churnImporter } from './import/churn-signals.js';
import { contactImporter } from './import/contacts.js';
import { customerImporter } from './import/customers.js';
import type { Importer } from './import/importer.js';
import { readTable } from './import/read-table.js';
import { cellsOf, type RowResult, resolveRows, writeRows } from './import/rows.js';
import { staffImporter } from './import/staff.js';
import { valueImporter } from './import/values.js';
import { businessNow, deriving, policyOf } from './policy.js';
import { writeRow } from './write-row.js';

const help = `Usage: shouwen import <staff|customers|contacts|values|churn-signals> <file.csv|file.xlsx> [--partial]

Reads people and customers from a table: .csv in UTF-8, or the first sheet of an .xlsx. The first row names the columns,
in English or Chinese. A row is matched by id, without one by name; a column that is not there leaves what is stored, an
empty cell clears it. Importing the same file again changes nothing.
What is owed for a customer or a person begins when an import gives it to an account manager, and follows a new class.
Without --partial nothing is written unless every row is good; with it the good rows are. Files up to 20 MB, 100,000 rows.

One JSON line a row: {"line", "status", "id"?, "error"?}; status is created, updated, unchanged, failed, or skipped (good, but not
written because another row failed).

staff      name 姓名 · id 编号 · role 角色 (客户经理, 主管, 管理员) · team 团队 · supervisor 主管 (id, name or work number)
           · workNumber 工作号 · phone 手机 · identities 账号 (channel:tenant:user, several with ;)
           · posts 兼任 (who reports go to: marketing, onsite-administrator, group-administrator; several with ;)
customers  name 客户名称 · id 编号 · aliases 简称 (several with ;) · class 等级 (A1 A2 B1 B2 C) · segment 类型 (政府, 双跨, 标杆)
           · owner 客户经理 (id, name or work number) · area 片区 · address 地址
contacts   customer 客户 (id or name) · name 姓名 · id 编号 · title 称呼 · role 角色 (关键人, 联系人, 普通成员) · phone 电话
           · vip VIP等级 (钻卡, 金卡) · government 政府重要客户 (是, 否)
churn-signals
           customer 客户 (id or name) · note 情况 · numbers 号码数 · day 日期 (YYYY-MM-DD): the manager hears of it, for A and B
           the supervisor too
values     customer 客户 (id or name) · value 价值 (a number such as 125000 or 12.5万): ranks customers for "shouwen classify"

Examples:
  shouwen import staff people.csv
  shouwen import customers customers.xlsx
  shouwen import contacts contacts.csv --partial
`;

/** `shouwen import`. */
export function importCommand(open: () => Promise<Store>): Command {
  return {
    name: 'import',
    summary: 'staff, customers, contacts, value figures or churn signals from a .csv or .xlsx file',
    help,
    async run(args, io) {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { partial: { type: 'boolean', default: false } },
      });
      const [kind, file] = positionals;
      if (!file || positionals.length !== 2) return usage(io);
      const job = { file, partial: values.partial, io, open };
      switch (kind) {
        case 'staff':
          return importWith(staffImporter, job);
        case 'customers':
          return importWith(customerImporter, job);
        case 'contacts':
          return importWith(contactImporter, job);
        case 'values':
          return importWith(valueImporter, job);
        case 'churn-signals':
          return importWith(churnImporter, job);
        default:
          return usage(io);
      }
    },
  };
}

interface Job {
  file: string;
  partial: boolean;
  io: CommandIo;
  open: () => Promise<Store>;
}

function usage(io: CommandIo): 2 {
  io.err.write('import takes a kind (staff, customers, contacts, values, churn-signals) and a file (.csv, .xlsx)\n');
  return 2;
}

/** Of a kind that is the same whenever it is imported, or of the moment and the pack. */
type Kind<T extends { id: string }> = Importer<T> | ((frame: { now: number; pack: Pack }) => Importer<T>);

async function importWith<T extends { id: string }>(kind: Kind<T>, job: Job): Promise<0 | 1> {
  const table = await readTable(job.file);
  const store = await job.open();
  try {
    const now = await businessNow(job.io.env, store);
    const policy = policyOf(job.io.env);
    const importer = typeof kind === 'function' ? kind({ now, pack: policy.pack }) : kind;
    const rows = cellsOf(table, importer);
    const duties = { now, channel: 'import', derive: deriving(policy, now) };
    const results = await resolveRows(rows, await importer.load(store));
    const failed = results.filter((row) => row.status === 'failed').length;
    const written = job.partial || failed === 0;
    if (written) await writeRows(store, importer, results, { partial: job.partial, duties });
    await report(results, written, job.io.out);
    job.io.err.write(`${rows.length} rows read, ${failed} failed${written ? '' : ', nothing written'}\n`);
    return failed === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

async function report<T>(results: RowResult<T>[], written: boolean, out: Writable): Promise<void> {
  for (const result of results) {
    const { line, id } = result;
    const row =
      result.status === 'failed'
        ? { line, status: result.status, error: result.error }
        : { line, status: written ? result.status : 'skipped', id };
    await writeRow(out, row);
  }
}
