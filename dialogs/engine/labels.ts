import { labels } from '../../src/domain/labels.js';
import { toTraditional } from '../../src/understanding/script.js';
import type { Language } from '../../src/understanding/types.js';

type Labels = typeof labels;

/** A code as people read it: the Chinese label, its traditional form, or in English the code itself. */
export function label<K extends keyof Labels>(kind: K, code: keyof Labels[K] & string, language: Language): string {
  if (language === 'en') return code.replaceAll('-', ' ');
  const text = String(labels[kind][code]);
  return language === 'zh-Hant' ? toTraditional(text) : text;
}
