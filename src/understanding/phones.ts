export interface Phone {
  from: number;
  to: number;
  /** Digits, mask characters as typed. */
  number: string;
}

const mobile = /(?<![\d*])(?:\+?86[- ]?)?(1[3-9]\d(?:[- ]?[\dx*×]){8})(?![\dx*])/g;
const landline = /(?<!\d)(\(?0\d{2,3}\)?[- ]?[2-9]\d{2,3}[- ]?\d{4}(?:(?:转|-|ext\.?\s?)\d{1,5})?)(?!\d)/g;
const serviceNumber = /(?<!\d)([48]00[- ]?\d{3,4}[- ]?\d{3,4})(?!\d)/g;
const local = /(?:电话|座机|手机|tel|phone)[^\d]{0,4}([2-9]\d{6,7})(?!\d)/g;
const named = /(?:电话|手机号?|号码|联系方式|tel|phone|mobile)[^\d\n]{0,4}(\d[\d -]{4,16}\d)/g;

/** Every number begins with three figures in a row, masked ones too; a message without needs no further look. */
const threeFigures = /\d{3}/;

function collect(folded: string, pattern: RegExp): Phone[] {
  return [...folded.matchAll(pattern)].map((m) => {
    const said = m[1] ?? '';
    const from = m.index + m[0].indexOf(said);
    return {
      from,
      to: m.index + m[0].length,
      number: said.replace(/[^\dx*×转-]/g, '').replace(/^(1[\dx*×-]{10,})$/, (s) => s.replaceAll('-', '')),
    };
  });
}

/** Mobile, landline, masked (139xxxx6621) and service numbers, in order. */
export function findPhones(folded: string): Phone[] {
  if (!threeFigures.test(folded)) return [];
  const all = [mobile, landline, serviceNumber, local]
    .flatMap((p) => collect(folded, p))
    .sort((a, b) => a.from - b.from);
  return all.filter((p, i) => i === 0 || p.from >= (all[i - 1]?.to ?? 0)).slice(0, 20);
}

/** A number called a phone that is none: 1380013800. */
export function brokenPhone(folded: string, phones: readonly Phone[]): 'phone-too-short' | 'phone-too-long' | null {
  for (const m of folded.matchAll(named)) {
    const at = m.index + m[0].length - (m[1] ?? '').length;
    if (phones.some((p) => p.from <= at && at < p.to)) continue;
    const digits = (m[1] ?? '').replace(/\D/g, '');
    if (digits.length >= 6 && digits.length < 11 && digits.length !== 7 && digits.length !== 8)
      return 'phone-too-short';
    if (digits.length > 11 && digits.startsWith('1')) return 'phone-too-long';
  }
  return null;
}
