import type { LanguageWords } from './language.js';
import { othersAsk, readQuestion } from './question.js';
import type { Vocabulary } from './vocabulary.js';

/** A 、 between two questions (几家、多久更新) is a comma; between two things it stays. */
function betweenQuestions(raw: string, asking: (piece: string) => boolean): string {
  return raw.replace(/、/g, (mark, at: number) => {
    const before = /[^、,,。;;??]*$/.exec(raw.slice(0, at))?.[0] ?? '';
    const after = /^[^、,,。;;??]*/.exec(raw.slice(at + 1))?.[0] ?? '';
    return asking(before) && asking(after) ? ',' : mark;
  });
}

/** Cuts a message into the questions it asks; what asks nothing stays with its neighbour. */
export function questionsIn(raw: string, vocabulary: Vocabulary, language: LanguageWords): string[] {
  const joint = language.joins.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const asking = (piece: string) => {
    const { asks, wanted, text } = readQuestion(piece, vocabulary, language);
    if (othersAsk.test(text)) return false;
    return language.isInterrogative(text) && (wanted.length > 0 || [...asks].some((kind) => kind !== 'confirm'));
  };
  const pieces = betweenQuestions(raw, asking)
    .split(
      new RegExp(
        `[??。;;!!\\n]+|[,,、]?(?:${joint})(?=[^??]{3,})|[,,]|(?<=\\p{Script=Han})\\s+(?=\\p{Script=Han})| and (?=(?:what|how|when|who|where|which|must|do|does|can|may|is|are) )`,
        'iu',
      ),
    )
    .map((one) => one.trim());
  if (pieces.filter(Boolean).length < 2) return [raw];
  const parts: string[] = [];
  let open = '';
  for (const piece of pieces.filter(Boolean)) {
    open = open ? `${open},${piece}` : piece;
    if (!asking(piece)) continue;
    parts.push(open);
    open = '';
  }
  if (open) parts.push(parts.length > 0 ? `${parts.pop()},${open}` : open);
  return parts.length > 0 ? parts.slice(0, 3) : [raw];
}
