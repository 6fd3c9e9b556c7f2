import { join } from 'node:path';
import { loadPack } from '../../src/policy/load-pack.js';
import { loadWordingGuard } from '../../src/policy/wording-guard.js';
import { projectRoot } from '../../src/project-root.js';

const guard = loadWordingGuard(join(projectRoot, 'packs', 'telecom'));

const forbidden: Record<string, string[]> = {
  'promised-outcome': [
    '您放心,一定给您解决',
    '我保证今晚恢复',
    '肯定能退给您',
    '包您满意',
    '我这就帮您退费',
    '这个百分百能修好',
    'I promise you it will be fixed',
    'we will refund the whole bill',
  ],
  'promised-money': ['退您300元', '给您打七折', '这笔费用全额退', '补偿两个月月租共60元', '给您免三个月费'],
  'promised-time': ['今晚就能恢复', '两小时内我们马上修好', '明天一定到账', '24小时内给您恢复'],
  blame: ['这是客服的错', '都怪营业厅没说清', '我们系统太烂了', '是后台的问题,他们没弄好', '同事搞错了'],
  arguing: ['您记错了吧', '不可能,账单不会错', '是您没看清条款', '您自己的问题'],
  excuses: ['公司就是这么规定的', '我也没办法', '系统就这样'],
  'passing-on': [
    '这不归我管',
    '麻烦您打客服热线',
    '您去营业厅问问,请联系营业厅',
    '这不是我负责',
    'please call the hotline',
  ],
};

const allowed = [
  '我们会尽全力处理,查到就亲自回您',
  '平白多出480元,换我也恼火,先跟您说声对不起',
  '我来核对账单和开通记录,得花点时间',
  '最迟11月25日(周三)16:50前给您处理结果',
  '碰上这种事,换谁都急,实在对不住',
  '今晚能不能恢复得看核查结果,我不拿没把握的话哄您',
  '我请网络侧查清原因,有了结果就告诉您',
  'I am sorry for the trouble; I am checking the bill and will call you back myself',
];

describe('wording guard', () => {
  for (const [prohibition, lines] of Object.entries(forbidden)) {
    test.each(lines)(`${prohibition}: %s`, (text) => {
      expect(guard.check(text).map((v) => v.prohibition)).toContain(prohibition);
    });
  }

  test.each(allowed)('allowed: %s', (text) => {
    expect(guard.check(text)).toEqual([]);
  });

  test('every prohibition cites a clause of the pack', () => {
    const pack = loadPack('telecom');
    expect(guard.clauses.filter((id) => !pack.clauseById.has(id))).toEqual([]);
  });

  test('a pack without wording.yaml forbids nothing', () => {
    expect(loadWordingGuard('/nowhere').check('我保证今晚恢复')).toEqual([]);
  });
});
