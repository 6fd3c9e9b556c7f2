import { loadPack } from '../../../src/policy/load-pack.js';
import { meantBy, pointsAtRecord, saidOf } from '../../../src/turn/complaints/commands.js';
import { departmentIn } from '../../../src/turn/complaints/departments.js';
import { read } from '../../dialogs/engine/desk.js';

const departments = loadPack('telecom').lexicon.departments ?? [];

function meant(text: string, colleague = false): string | null {
  const { edits, facts } = read(text);
  const names = [facts.customer?.said, facts.contact?.said].filter((name) => name !== undefined);
  const department = departmentIn(text, departments)?.said ?? null;
  const found = meantBy(text, edits, { colleague, leads: false, department, names });
  if (!found) return null;
  const { kind, sure: _sure, ...more } = found;
  const values = Object.values(more).filter((value) => value !== undefined && !Array.isArray(value));
  return [kind, ...values].join(' ');
}

describe('what a message wants with a complaint on record', () => {
  test.each([
    ['TS-261124-K7Q2 进展:查到了,是套餐叠加', 'note'],
    ['华盛那个查到了,是套餐叠加', 'note'],
    ['启明那单正在抢修,师傅下午到', 'note'],
    ['跟进:已催装维', 'note'],
    ['progress: found the cause', 'note'],
    ['远帆那單查到了,係套餐疊加', 'note'],
    ['TS-261124-K7Q2 怎么样了', 'status'],
    ['王芳那单到哪一步了', 'status'],
    ['远帆那个投诉有结果了吗', 'status'],
    ['那单解决了没', 'status'],
    ['what is the status of TS-261124-K7Q2', 'status'],
    ['远帆那单转网络部', 'hand-over'],
    ['已转计费账务核查', 'hand-over'],
    ['请装维去看一下', 'hand-over'],
    ['派给工程建设部了', 'hand-over'],
    ['网络侧回话了,是光缆断了', 'department-replied'],
    ['计费那边查到了,确实多扣', 'department-replied'],
    ['那单等客户补材料', 'wait'],
    ['王芳说要考虑两天', 'note or null'],
    ['客户把材料补来了', 'resume true'],
    ['不用等了,继续处理', 'resume false'],
    ['跟王芳解释过了', 'explain'],
    ['王芳那单已回了', 'answer'],
    ['王芳那单已回了,客户认可', 'answer accepted'],
    ['她坚决不接受', 'answer refused'],
    ['怎么解释也不接受,谈崩了', 'answer refused'],
    ['客户还是不认可', 'answer not-accepted'],
    ['标个疑难', 'mark difficult true'],
    ['这单算疑难投诉', 'mark difficult true'],
    ['取消疑难', 'mark difficult false'],
    ['标升级', 'mark escalating true'],
    ['那单要升级', 'mark escalating true'],
    ['远帆那单可以结案了', 'close'],
    ['启明那单结了吧', 'close'],
    ['退款到账了 王芳没意见了', 'answer accepted'],
    ['王芳说要投诉到12315', 'threat'],
    ['唐师安说再不处理就找记者曝光', 'threat'],
    ['转网络 说八点前', 'hand-over'],
    ['计费说可以退', 'department-replied'],
    ['重新打开', 'reopen'],
    ['客户撤诉了', 'withdraw'],
    ['王芳说不投诉了', 'withdraw'],
    ['回访了,王芳很满意', 'follow-up content'],
    ['回访过了,他说一般', 'follow-up fair'],
    ['归到目前技术解决不了', 'sort not-yet'],
    ['按短期可解', 'sort short-term'],
    ['按重大', 'correct'],
    ['TS-261124-K7Q2 金额是460', 'correct'],
    ['看附件', 'files'],
  ])('%s: %s', (text, expected) => {
    if (expected === 'note or null') expect([null, 'note', 'wait']).toContain(meant(text));
    else expect(meant(text)).toBe(expected);
  });

  test.each([
    ['TS-261124-K7Q2 改由高翔跟', 'reassign'],
    ['把这单交给高翔处理', 'reassign'],
    ['那单转给高翔', 'reassign'],
  ])('with a colleague named: %s', (text, expected) => {
    expect(meant(text, true)).toBe(expected);
  });

  test.each([
    '投诉转后台有时限吗',
    'VIP投诉多久要回',
    '转部门要不要报主管',
    '谁来跟这类投诉',
    '远帆食品王芳投诉多扣了费',
    '下周三下午三点去远帆',
    '还没转部门',
    '没解释清楚',
    '客户没认可也没反对吗',
  ])('nothing of the kind: %s', (text) => {
    expect(meant(text)).toBeNull();
  });
});

describe('what is said of it, without what only names it', () => {
  test.each([
    ['TS-261124-K7Q2 进展:查到了,是套餐叠加', [], '查到了,是套餐叠加'],
    ['华盛那个查到了,是套餐叠加', ['华盛'], '查到了,是套餐叠加'],
    ['远帆食品王芳那单,师傅明天去', ['远帆食品', '王芳'], '师傅明天去'],
    ['刚才那单 最新进展:派单了', [], '派单了'],
    ['这个月的账单查到了', [], '这个月的账单查到了'],
    ['进展', [], '进展'],
  ])('%s', (text, names, expected) => {
    expect(saidOf(text, names)).toBe(expected);
  });
});

test.each([
  ['TS-261124-K7Q2 怎么样了', true],
  ['王芳那单已回了', true],
  ['进展:派单了', true],
  ['远帆食品王芳投诉多扣了费', false],
  ['那个月的套餐', false],
])('points at a record: %s %s', (text, expected) => {
  expect(pointsAtRecord(text)).toBe(expected);
});
