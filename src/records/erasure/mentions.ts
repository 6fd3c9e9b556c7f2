/** Whose data goes: names as they are written, phone numbers as digits, how files begin (base64). */
export interface Traces {
  names: readonly string[];
  phones: readonly string[];
  files: readonly string[];
}

/** What small files that travel inside a message say (calendar entries). */
function filesIn(text: string): string {
  const files = text.matchAll(/;base64,([A-Za-z0-9+/]+)/g);
  return [...files].map(([, content = '']) => Buffer.from(content, 'base64').toString('utf8')).join('\n');
}

/** Whether a stored text holds a name, or a number however its digits are set apart. One character alone is nobody's name. */
export function mentions({ names, phones, files }: Traces): (text: string) => boolean {
  const said = names.filter((name) => name.length > 1);
  const numbers = phones.map((phone) => phone.replace(/\D/g, '')).filter((digits) => digits.length > 4);
  return (stored) => {
    const text = stored + filesIn(stored);
    if (said.some((name) => text.includes(name)) || files.some((file) => stored.includes(file))) return true;
    if (numbers.length === 0) return false;
    const digits = text.replace(/[\s\u00a0()+-]/g, '');
    return numbers.some((number) => digits.includes(number));
  };
}
