/** One paragraph, heading, list item or table of a document, in reading order. */
export interface Line {
  /** One line of text, trimmed; of a table its cells joined. */
  text: string;
  /** Line of a text file, paragraph of a docx, line of a page in a PDF; from 1. */
  at: number;
  /** Page of a PDF, else null. */
  page: number | null;
  /** Level the document itself gives a heading (1 … 6), else null. */
  heading: number | null;
  /** Depth of a list item as the document has it (from 1), else null. */
  item: number | null;
  /** Rows of cells of a table, else null. */
  table: string[][] | null;
  /** A line end here may be one of the page, not of the author. */
  mayBreak: boolean;
}

export function plainLine(text: string, at: number, rest: Partial<Line> = {}): Line {
  return {
    text: text.replace(/[\s\u00a0\u3000]+/g, ' ').trim(),
    at,
    page: null,
    heading: null,
    item: null,
    table: null,
    mayBreak: false,
    ...rest,
  };
}

export function tableLine(rows: string[][], at: number): Line {
  return { ...plainLine(rows.map((row) => row.join(' ')).join(' '), at), table: rows };
}
