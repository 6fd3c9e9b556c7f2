import fc from 'fast-check';
import { shapedNames } from '../../src/understanding/names/shaped.js';
import { Pseudonyms } from '../../src/understanding/pseudonyms.js';
import { readAs } from './demo-reader.js';

function hide(text: string): string {
  const { text: masked, names } = readAs(text);
  return new Pseudonyms(names).hide(masked);
}

describe('names and numbers are hidden', () => {
  test.each([
    ['远帆食品王芳刚打来 10月账单多480短信费', '[客户1][人2]刚打来 10月账单多480短信费'],
    ['客户金石建材张经理投诉宽带断了两天,13900001111', '客户[客户1][人2]投诉宽带断了两天,[号码3]'],
    ['金石建材张经理说张经理很急', '[客户1][人2]说[人2]很急'],
    ['TS-261124-K7Q2 怎么样了', '[号码1] 怎么样了'],
    ['发到 Chen.Li@example.com,微信 wx_chen88', '发到 [号码1],微信 [号码2]'],
    ['回电 0571-8765 4321 转 12', '回电 [号码1] 转 12'],
    ['回电 ０５７１８７６５４３２１', '回电 [号码1]'],
    ['8月多收300元,16:50来电,B2类,5G套餐', '8月多收300元,16:50来电,B2类,5G套餐'],
  ])('%s', (text, expected) => {
    expect(hide(text)).toBe(expected);
  });

  test('identity and card numbers, masked already, leave no digit', () => {
    expect(hide('身份证 11010519491231002X,卡号 6222021234567894123 退到这张卡')).not.toMatch(/\d{3}|\*/);
  });

  test('a finder knows names the message’s reading does not', () => {
    const staff = (folded: string) => {
      const from = folded.indexOf('周岚');
      return from < 0 ? [] : [{ kind: 'person' as const, from, to: from + 2 }];
    };
    expect(new Pseudonyms([], staff).hide('周岚批了')).toBe('[人1]批了');
  });

  test('names written in the other script or width are the same name', () => {
    const hidden = new Pseudonyms([{ kind: 'customer', text: '永顺贸易' }]);
    expect(hidden.hide('永順貿易來電,永顺贸易又來')).toBe('[客户1]來電,[客户1]又來');
  });
});

test.each([
  ['找应急局何局长和罗主任批', ['何局长', '罗主任']],
  ['Lily Chen of Acme Foods complains again', ['Lily Chen', 'Acme Foods']],
  ['上周Acme那边又断网', ['Acme']],
  ['金石建材是VIP,投诉多久要回', ['金石建材']],
  ['项目经理马上安排,客户经理要多久回VIP', []],
])('what has the form of a name is found wherever it stands: %s', (text, expected) => {
  expect(
    shapedNames(text)
      .map((name) => name.text)
      .sort(),
  ).toEqual([...expected].sort());
});

describe('names are put back', () => {
  const hidden = new Pseudonyms([{ kind: 'person', text: '王芳' }]);
  hidden.hide('王芳 13800138001');

  test('where their placeholders stand', () => {
    expect(hidden.restore('[人1]要求回电[号码2]')).toBe('王芳要求回电13800138001');
  });

  test.each(['[人3]要求退费', '[客户1]要求退费', '[人1要求退费', '[号码]'])(
    'a placeholder nobody gave spoils it: %s',
    (text) => {
      expect(hidden.restore(text)).toBeNull();
    },
  );

  test('whatever was hidden comes back as it was', () => {
    const piece = fc.constantFrom(
      '王芳',
      '远帆食品',
      '说',
      '13800138001',
      'a@b.cn',
      ' ',
      '、',
      '480元',
      '１',
      'TS-261124-K7Q2',
      'Ｗ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 30 }), (pieces) => {
        const text = pieces.join('').replaceAll('[', '');
        const names = new Pseudonyms([
          { kind: 'person', text: '王芳' },
          { kind: 'customer', text: '远帆食品' },
        ]);
        expect(names.restore(names.hide(text))).toBe(text);
      }),
    );
  });
});

test('a reading names everybody the text names, facts or not', () => {
  const { names } = readAs('远帆食品王芳和清江水务孙薇都投诉网断了');
  expect(names.map(({ text }) => text).sort()).toEqual(['孙薇', '清江水务', '王芳', '远帆食品'].sort());
});
