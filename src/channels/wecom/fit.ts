/** Room a text takes, in Chinese characters: what is narrow counts half. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character <= '\u00ff' ? 0.5 : 1), 0);
}

/** Cut to so many Chinese characters, with a mark that it was. */
export function clip(text: string, limit: number): string {
  const trimmed = text.trim();
  if (widthOf(trimmed) <= limit) return trimmed;
  let kept = '';
  for (const character of trimmed) {
    if (widthOf(kept + character) > limit - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
