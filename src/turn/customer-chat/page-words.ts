import { customerWords } from '../../../dialogs/customer-chat/dialog.js';
import type { Language } from '../../understanding/types.js';
import { languageOfLocale } from '../language.js';

const keys = [
  'title',
  'subtitle',
  'head',
  'what',
  'kept',
  'seen',
  'placeholder',
  'label',
  'log',
  'send',
  'attach',
  'newest',
  'you',
  'bot',
  'typing',
  'answers',
  'away',
  'back',
  'too-long',
  'not-sent',
  'file',
  'end',
  'ended',
  'invalid',
] as const;

/** What the customer's page says around the conversation, in the first language of `Accept-Language` we speak. */
export function customerPageWords(
  acceptLanguage: string,
  manager: string,
): { language: Language; words: Record<(typeof keys)[number], string> } {
  const spoken = acceptLanguage
    .split(',')
    .map((each) => each.split(';')[0]?.trim() ?? '')
    .find((each) => /^(zh|en)\b/i.test(each));
  const language = languageOfLocale(spoken);
  const say = (key: string) => customerWords.say(language, `page.${key}`, { manager });
  return {
    language,
    words: Object.fromEntries(keys.map((key) => [key, say(key)])) as Record<(typeof keys)[number], string>,
  };
}
