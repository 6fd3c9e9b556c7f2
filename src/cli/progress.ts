import type { Writable } from 'node:stream';

const width = 30;

/** A bar on a terminal, redrawn in place; elsewhere a line at every tenth. */
export function progressBar(err: Writable, what: string): (done: number, all: number) => void {
  const onTerminal = 'isTTY' in err && err.isTTY === true;
  let last = -1;
  return (done, all) => {
    const share = all === 0 ? 1 : done / all;
    const step = Math.floor(share * (onTerminal ? 100 : 10));
    if (step === last) return;
    last = step;
    const filled = Math.round(share * width);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
    const line = `${what} ${bar} ${Math.floor(share * 100)}% (${done}/${all})`;
    err.write(onTerminal ? `\r${line}${share >= 1 ? '\n' : ''}` : `${line}\n`);
  };
}
