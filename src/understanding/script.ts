import { createRequire } from 'node:module';

type Convert = (text: string) => string;
interface OpenCc {
  Converter(options: { from: string; to: string }): Convert;
}

const load = createRequire(import.meta.url);
let traditional: Convert | undefined;

/** Simplified → traditional script, loaded when the first traditional message comes: its dictionaries take long. */
export function toTraditional(text: string): string {
  traditional ??= (load('opencc-js/cn2t') as OpenCc).Converter({ from: 'cn', to: 'tw' });
  return traditional(text);
}
