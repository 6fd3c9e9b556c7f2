/** Weights and check characters of GB 11643 (18-digit resident identity numbers). */
const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const idChecks = '10X98765432';

const digit = (c: string): number => (c >= '０' && c <= '９' ? c.charCodeAt(0) - 0xff10 : Number(c));

function isIdentityNumber(units: string): boolean {
  if (units.length !== 18) return false;
  const month = Number(units.slice(10, 12));
  const day = Number(units.slice(12, 14));
  if (month < 1 || month > 12 || day < 1 || day > 31 || !/^[1-9]/.test(units)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (idWeights[i] ?? 0) * Number(units[i]);
  return idChecks[sum % 11] === units[17]?.toUpperCase();
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const d = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? d : d > 4 ? d * 2 - 9 : d * 2;
  }
  return sum % 10 === 0;
}

const bankWords =
  /银行|銀行|工行|农行|農行|建行|中行|交行|招行|邮储|郵儲|储蓄|儲蓄|信用卡|借记|借記|储值|卡号|卡號|账号|账户|帳號|帳戶|退到|打到|汇到|转到|收款|visa|银联|銀聯|card|bank|account/i;
const idWords = /身份证|身份證|证件|證件|身份号|id\s*(?:card|no|number)?/i;
const otherWords =
  /订单|訂單|工单|工單|单号|單號|流水|运单|運單|快递|快遞|序列|imei|iccid|合同|编号|編號|发票|發票|order|ticket/i;

/** What the digits are called in the words just before them; the nearest name wins. */
function calledBefore(text: string, at: number): 'bank' | 'id' | 'other' | null {
  const before = text.slice(Math.max(0, at - 14), at);
  const last = (pattern: RegExp): number => {
    let found = -1;
    for (const m of before.matchAll(new RegExp(pattern.source, 'gi'))) found = m.index;
    return found;
  };
  const places = [
    ['bank', last(bankWords)],
    ['id', last(idWords)],
    ['other', last(otherWords)],
  ] as const;
  const best = places.reduce((a, b) => (b[1] > a[1] ? b : a));
  return best[1] < 0 ? null : best[0];
}

function isSecret(units: string, text: string, at: number): boolean {
  const called = calledBefore(text, at);
  if (units.length === 18 && isIdentityNumber(units)) return called !== 'other';
  if (called === 'id') return /^\d{17}[\dXx]$|^\d{15}$/.test(units);
  if (!/^\d{15,19}$/.test(units) || called === 'other') return false;
  if (called === 'bank') return true;
  const after = text.slice(at, at + units.length + 16);
  return passesLuhn(units) && /^62|^4|^5[1-5]/.test(units) && units.length >= 16 && bankWords.test(after);
}

/** Keeps the first four and last four characters, hides the rest, leaves separators and the length alone. */
function hide(said: string): string {
  const total = said.replace(/[^\dXxＸｘ０-９]/g, '').length;
  let seen = 0;
  return said.replace(/[\dXxＸｘ０-９]/g, (unit) => {
    seen++;
    return seen <= 4 || seen > total - 4 ? unit : '*';
  });
}

/**
 * Hides identity-card numbers (GB 11643 checksum, or named so) and bank-card numbers (named so, or Luhn with a bank
 * nearby). Order numbers, phones and amounts stay. The length never changes, so offsets hold.
 */
export function mask(text: string): string {
  return text.replace(/[0-9０-９](?:[ -]?[0-9０-９]){13,18}(?:[ -]?[XxＸｘ])?/g, (said, at: number) => {
    if (/[0-9０-９]/.test(text[at - 1] ?? '') || /[0-9０-９]/.test(text[at + said.length] ?? '')) return said;
    const units = [...said].filter((c) => !/[ -]/.test(c)).map((c) => (/[XxＸｘ]/.test(c) ? 'X' : String(digit(c))));
    return isSecret(units.join(''), text, at) ? hide(said) : said;
  });
}
