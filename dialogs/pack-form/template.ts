import type { Text } from '../../src/policy/forms/types.js';
import { toTraditional } from '../../src/understanding/script.js';
import type { Language } from '../../src/understanding/types.js';

/** Words of the pack in a language. */
export function inLanguage(text: Text, language: Language): string {
  if (language === 'en') return text.en;
  const chinese = text['zh-Hans'];
  return language === 'zh-Hant' ? toTraditional(chinese).replaceAll('編號 {', '编号 {') : chinese;
}

/** Fills `{name}`s. What stands in `[…]` is left out where one of its names has no value. */
export function fill(template: string, values: Readonly<Record<string, string | null | undefined>>): string {
  const whole = template.replace(/\[([^[\]]*)\]/g, (_, part: string) => {
    return namesIn(part).every((name) => values[name]) ? part : '';
  });
  return whole.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

export function namesIn(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []);
}
