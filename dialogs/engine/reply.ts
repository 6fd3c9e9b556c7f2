import type { Citation } from '../../src/handbook/types.js';

/** A part of a reply. `copy` is a line for the manager to pass on; a reply has at most one `question` or `read-back`. */
export type Said =
  | { kind: 'line'; text: string }
  | { kind: 'question'; text: string; buttons?: string[] }
  | { kind: 'read-back'; text: string; buttons: string[] }
  | { kind: 'copy'; text: string; label: string }
  | { kind: 'answer'; text: string; citations: Citation[] }
  | { kind: 'file'; name: string; contentType: string; content: string };

/** One outgoing message, whole in `text`. */
export interface Reply {
  text: string;
  buttons: string[];
  copy: string | null;
  citations: Citation[];
  files: Array<{ name: string; contentType: string; content: string }>;
}

export function line(text: string): Said {
  return { kind: 'line', text };
}

export function question(text: string, buttons?: string[]): Said {
  return buttons ? { kind: 'question', text, buttons } : { kind: 'question', text };
}

/** Joins what a turn says into one message; sentences of one paragraph stay together, a read-back and a copied line get their own. */
export function compose(said: readonly Said[]): Reply {
  const reply: Reply = { text: '', buttons: [], copy: null, citations: [], files: [] };
  let before: Said['kind'] | null = null;
  for (const part of said) {
    if (part.kind === 'file') {
      reply.files.push({ name: part.name, contentType: part.contentType, content: part.content });
      continue;
    }
    const text = part.kind === 'copy' ? `${part.label}「${part.text}」` : part.text;
    const glue = before === null ? '' : runsOn(before, part.kind) ? joint(reply.text) : '\n';
    reply.text += glue + text;
    before = part.kind;
    if (part.kind === 'copy') reply.copy = part.text;
    if (part.kind === 'answer') reply.citations.push(...part.citations);
    if (part.kind === 'question' || part.kind === 'read-back') reply.buttons = part.buttons ?? [];
  }
  return reply;
}

function runsOn(before: Said['kind'], kind: Said['kind']): boolean {
  return (before === 'line' || before === 'answer') && (kind === 'line' || kind === 'question');
}

/** Chinese sentences run on without a space. */
function joint(text: string): string {
  return /[A-Za-z0-9.!?]$/.test(text) ? ' ' : '';
}
