import { AppError } from '../../errors.js';
import { type ClauseDraft, clausesOf } from './clauses.js';
import { type DocumentPart, documentsIn } from './documents.js';
import { withLineEnds } from './flattened.js';
import type { Line } from './lines.js';
import { type Cleaned, withoutNoise } from './noise.js';
import { type Doubt, outlineOf } from './outline.js';
import { paragraphsOf } from './paragraphs.js';

/** A document read into clauses, with all a person should look at. */
export interface Ingested {
  title: string;
  clauses: ClauseDraft[];
  doubts: Doubt[];
  dropped: Cleaned['dropped'];
  /** Other texts in the same file, not read. */
  apart: Array<{ title: string; at: number; characters: number }>;
}

const charactersOf = ({ lines }: DocumentPart) => lines.reduce((sum, { text }) => sum + text.length, 0);

/** Lines of a document by the ending of its name: docx, pdf, md, txt. Libraries load when they are needed. */
export async function readLines(name: string, bytes: Uint8Array): Promise<Line[]> {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  switch (ending) {
    case 'docx':
      return await (await import('./from-docx.js')).linesOfDocx(bytes);
    case 'pdf':
      return await (await import('./from-pdf.js')).linesOfPdf(bytes);
    case 'md':
    case 'markdown':
    case 'txt': {
      const { decodeText, linesOfText } = await import('./from-text.js');
      return linesOfText(decodeText(bytes), ending !== 'txt');
    }
    default:
      throw new AppError('unsupported', `${name} is none of .docx, .pdf, .txt and .md; save it as one of them`);
  }
}

/**
 * Reads a document into clauses. A file put together from several texts gives those of the one with most numbered
 * sections; the others are set apart.
 */
export async function ingest(name: string, bytes: Uint8Array): Promise<Ingested> {
  const { lines, dropped } = withoutNoise(withLineEnds(await readLines(name, bytes)));
  const read = documentsIn(paragraphsOf(lines)).map((part) => {
    const outline = outlineOf(part.title || name.replace(/\.[a-z]+$/i, ''), part.lines);
    const { clauses, doubts } = clausesOf(outline.root);
    return { part, title: outline.root.title, clauses, doubts: [...outline.doubts, ...doubts] };
  });
  const [main, ...others] = read.sort((a, b) => b.clauses.length - a.clauses.length);
  if (!main || main.clauses.every(({ text }) => text === ''))
    throw new AppError('invalid-input', `${name} holds no text; a scanned document needs its text recognised first`);
  const { title, clauses, doubts } = main;
  return {
    title,
    clauses,
    doubts: doubts.sort((a, b) => a.at - b.at),
    dropped,
    apart: others
      .map(({ part, title }) => ({ title, at: part.lines[0]?.at ?? 0, characters: charactersOf(part) }))
      .sort((a, b) => a.at - b.at),
  };
}
