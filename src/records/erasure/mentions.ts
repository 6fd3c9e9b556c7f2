/** Whose data goes: names as they are written, phone numbers as digits. */
export interface Traces {
  names: readonly string[];
  phones: readonly string[];
}

/** Whether a stored text holds a name, or a number however its digits are set apart. One character alone is nobody's name. */
export function mentions({ names, phones }: Traces): (text: string) => boolean {
  const said = names.filter((name) => name.length > 1);
  const numbers = phones.map((phone) => phone.replace(/\D/g, '')).filter((digits) => digits.length > 4);
  return (text) => {
    if (said.some((name) => text.includes(name))) return true;
    if (numbers.length === 0) return false;
    const digits = text.replace(/[\s\u00a0()+-]/g, '');
    return numbers.some((number) => digits.includes(number));
  };
}
