import type { Language } from './types.js';

const cjk = /[\u3400-\u9fff]/;

/** Language of a message: English without Chinese characters, traditional where folding changed more than chance. */
export function languageOf(text: string, folded: string): Language {
  let han = 0;
  let changed = 0;
  let letters = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i);
    if (cjk.test(unit)) {
      han++;
      if (unit !== folded.charAt(i)) changed++;
    } else if (/[a-z]/i.test(unit)) letters++;
  }
  if (han === 0) return letters > 1 ? 'en' : 'zh-Hans';
  if (letters > 12 && letters > han * 4) return 'en';
  return changed >= 2 || changed / han >= 0.2 ? 'zh-Hant' : 'zh-Hans';
}
