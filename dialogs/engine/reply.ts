import type { GivenAnswer } from '../../src/domain/given-answer.js';
import type { Citation } from '../../src/handbook/types.js';

/** A part of a reply. `copy` is a line for the manager to pass on; a reply has at most one `question` or `read-back`. */
export type Said =
  | { kind: 'line'; text: string }
  | { kind: 'question'; text: string; buttons?: string[] }
  | { kind: 'read-back'; text: string; buttons: string[] }
  | { kind: 'copy'; text: string; label: string; byModel?: boolean }
  | { kind: 'answer'; text: string; citations: Citation[]; given?: Given }
  /** Text, or bytes in base64. */
  | { kind: 'file'; name: string; contentType: string; content: string; encoding?: 'base64' };

/** What is kept of an answer, for its reader to vote on. */
export type Given = Pick<GivenAnswer, 'question' | 'version' | 'declined' | 'byModel'>;

/** One outgoing message, whole in `text`. */
export interface Reply {
  text: string;
  buttons: string[];
  /** What of the text is read back, to be shown on a card with the buttons. */
  readBack: string | null;
  copy: string | null;
  citations: Citation[];
  /** A language model wrote some of the words. */
  byModel: boolean;
  /** It holds an answer that is kept. */
  votable: boolean;
  files: Array<{ name: string; contentType: string; content: string; encoding: 'utf8' | 'base64' }>;
}

export function line(text: string): Said {
  return { kind: 'line', text };
}

export function question(text: string, buttons?: string[]): Said {
  return buttons ? { kind: 'question', text, buttons } : { kind: 'question', text };
}

/** Joins what a turn says into one message; sentences of one paragraph stay together, a read-back and a copied line get their own. */
export function compose(said: readonly Said[]): Reply {
  const reply: Reply = {
    text: '',
    buttons: [],
    readBack: null,
    copy: null,
    citations: [],
    byModel: false,
    votable: false,
    files: [],
  };
  let before: Said['kind'] | null = null;
  for (const part of said) {
    if (part.kind === 'file') {
      const { name, contentType, content, encoding = 'utf8' } = part;
      reply.files.push({ name, contentType, content, encoding });
      continue;
    }
    const text = part.kind === 'copy' ? `${part.label}「${part.text}」` : part.text;
    const inOne = before !== null && runsOn(before, part.kind) && !reply.text.includes('\n');
    const glue = before === null ? '' : inOne ? joint(reply.text) : '\n';
    reply.text += glue + text;
    before = part.kind;
    if (part.kind === 'copy') {
      reply.copy = part.text;
      reply.byModel ||= part.byModel === true;
    }
    if (part.kind === 'answer') {
      reply.citations.push(...part.citations);
      reply.byModel ||= part.given?.byModel === true;
      reply.votable ||= part.given !== undefined;
    }
    if (part.kind === 'question' || part.kind === 'read-back') reply.buttons = part.buttons ?? [];
    if (part.kind === 'read-back') reply.readBack = part.text;
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
