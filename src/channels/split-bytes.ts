/** Pieces of at most so many UTF-8 bytes, cut at the last line end that fits and never inside a character. */
export function splitBytes(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (Buffer.byteLength(rest) > limit) {
    const fits = new TextDecoder().decode(Buffer.from(rest).subarray(0, limit)).replace(/\uFFFD$/, '');
    const cut = fits.lastIndexOf('\n') > 0 ? fits.lastIndexOf('\n') + 1 : fits.length;
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut);
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}
