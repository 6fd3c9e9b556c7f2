import { readDemoDirectory } from '../../../src/domain/demo-directory.js';
import { labels } from '../../../src/domain/labels.js';
import { loadPack } from '../../../src/policy/load-pack.js';

const pack = loadPack('telecom');
const directory = readDemoDirectory(pack.folder);
if (!directory) throw new Error('the telecom pack has no demo directory');

/** Codes and their labels, clauses, what is inside, and everybody a customer has no business with. */
const words = [
  ...['vip', 'VIP', '钻卡', '金卡', '重大', '大客户', '贵宾'],
  ...Object.values(labels.emotion),
  ...['severity', 'emotion', 'customerClass', 'vipTier', 'ownerId', 'supervisor', 'handbook', 'obligation', 'clause'],
  ...['手册', '条款', '制度', '主管', '周岚', '让步', '底线', '打折', '内部'],
  ...[...pack.clauseById.keys()],
  ...[...pack.clauseById.values()].flatMap(({ title }) => (title.length > 3 ? [title] : [])),
  ...pack.rules.map(({ id }) => id),
  ...directory.customers.flatMap(({ id, name }) => [id, name]),
  ...directory.contacts.flatMap(({ id, name, phone }) => [id, name, phone ?? '']),
  ...directory.staff.flatMap(({ id, name, phone, workNumber }) => [
    id,
    name === '林悦' ? '' : name,
    phone ?? '',
    workNumber ?? '',
  ]),
].filter((word) => word !== '');
const shapes = [
  /[〔【][一二三四五]·/,
  /(?<![A-Za-z0-9])[ABC][12]?类/,
  /\bclass [ABC][12]?\b/i,
  /(?<![\w-])[ABC][12](?![\w-])/,
];

/** What a customer may never be sent, as far as it stands in what he was sent; `except`: what he said himself. */
export function forbiddenIn(received: readonly string[], except: readonly string[] = []): string[] {
  const text = except.reduce((left, said) => left.replaceAll(said, ''), received.join('\n'));
  return [
    ...new Set([
      ...words.filter((word) => text.includes(word)),
      ...shapes.flatMap((shape) => shape.exec(text)?.[0] ?? []),
    ]),
  ];
}
