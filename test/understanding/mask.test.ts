import { mask } from '../../src/understanding/mask.js';

describe('mask', () => {
  test.each([
    ['an identity number by its checksum', '身份证11010519491231002X要过户'],
    ['an identity number nobody names', '他给的是 440308199901010012 你看下'],
  ])('%s', (_, text) => {
    const masked = mask(text);
    expect(masked).toHaveLength(text.length);
    expect(masked).toMatch(/\d{4}\*{10}[\dX]{4}/);
  });

  test('a bank-card number that is named so', () => {
    expect(mask('退到工行卡号6222 0212 3456 7890 123')).toBe('退到工行卡号6222 **** **** ***0 123');
  });

  test('a bank-card number by Luhn with a bank behind it', () => {
    expect(mask('6222021234567894 这是她银行卡')).toBe('6222********7894 这是她银行卡');
  });

  test('full-width digits', () => {
    expect(mask('身份证:１１０１０５１９４９１２３１００２Ｘ')).toBe('身份证:１１０１**********００２Ｘ');
  });

  test.each([
    '订单号202611240012345678多收300元',
    '工单 6222021234567894 还没结',
    '手机13800138001,座机027-88776655',
    '多收了1234567元',
    'ICCID 89860318740012345678',
    '流水号440308199901010013',
  ])('leaves %s alone', (text) => {
    expect(mask(text)).toBe(text);
  });

  test('masking what is masked changes nothing', () => {
    const once = mask('卡号6222021234567894,身份证11010519491231002X');
    expect(mask(once)).toBe(once);
  });
});
