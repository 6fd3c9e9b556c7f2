import { toTraditional } from '../understanding/script.js';
import type { Language, Reading } from '../understanding/types.js';

/** Language of the message where it shows one, else that of the conversation, else the activity's locale, else the pack's. */
export function languageOf(reading: Reading, before: Language | null, locale: string | undefined): Language {
  if (/\p{Script=Han}/u.test(reading.text)) {
    if (reading.language === 'zh-Hant') return 'zh-Hant';
    const couldBeTraditional = before === 'zh-Hant' && toTraditional(reading.text) === reading.text;
    return couldBeTraditional ? 'zh-Hant' : 'zh-Hans';
  }
  const latinWords = reading.text.replace(/\b[A-Z]{2}-\d{6}-\w{4}\b/gi, '').match(/[A-Za-z]{2,}/g) ?? [];
  if (latinWords.length >= 2) return 'en';
  return before ?? languageOfLocale(locale);
}

export function languageOfLocale(locale: string | undefined): Language {
  if (locale?.startsWith('en')) return 'en';
  return /^zh-(TW|HK|MO|Hant)/i.test(locale ?? '') ? 'zh-Hant' : 'zh-Hans';
}
