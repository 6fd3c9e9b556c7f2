import { createRequire } from 'node:module';

let convert: ((text: string) => string) | undefined;

/** Simplified → traditional (Taiwan standard, with its everyday words), loaded when the first traditional message comes. */
export function toTraditional(text: string): string {
  if (!convert) {
    const opencc = createRequire(import.meta.url)('opencc-js/cn2t') as {
      Converter(options: { from: string; to: string }): (text: string) => string;
    };
    convert = opencc.Converter({ from: 'cn', to: 'tw' });
  }
  return convert(text).replaceAll('賬', '帳').replaceAll('聯繫', '聯絡');
}
