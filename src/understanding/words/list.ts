/** Words of a block of text, parted by white space. */
export function listOf(block: string): string[] {
  return block.trim().split(/\s+/);
}
