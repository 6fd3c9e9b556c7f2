import { readFileSync } from 'node:fs';

/** A value, or which way to go: `below` where the sign is less than the limit. */
export type Tree = number | { sign: string; limit: number; below: Tree; above: Tree };

/** Reads trees as `printTrees` writes them. */
export function readTrees(file: string): Tree[] {
  const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return rows.map((row) => {
    const cells = row.split('\t');
    const next = (): Tree => {
      const cell = cells.shift() ?? '0';
      const at = cell.indexOf('<');
      if (at < 0) return Number(cell);
      return { sign: cell.slice(0, at), limit: Number(cell.slice(at + 1)), below: next(), above: next() };
    };
    return next();
  });
}

/** One row a tree: a split as `sign<limit`, then what lies below it, then what lies above. */
export function printTrees(trees: readonly Tree[]): string {
  const cells = (tree: Tree): string[] =>
    typeof tree === 'number'
      ? [String(Number(tree.toFixed(3)))]
      : [`${tree.sign}<${Number(tree.limit.toPrecision(4))}`, ...cells(tree.below), ...cells(tree.above)];
  return `${trees.map((tree) => cells(tree).join('\t')).join('\n')}\n`;
}

/** Sum of what the trees say. */
export function sumOf(trees: readonly Tree[], read: (sign: string) => number): number {
  let sum = 0;
  for (let tree of trees) {
    while (typeof tree !== 'number') tree = read(tree.sign) < tree.limit ? tree.below : tree.above;
    sum += tree;
  }
  return sum;
}
