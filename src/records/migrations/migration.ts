/** How a database spells the column types of the store. */
export interface ColumnTypes {
  /** Compared by code point in both databases, so that orders agree. */
  text: string;
  integer: string;
  /** What follows the closing bracket of a table. */
  strict: string;
}

/** One step forward; never edited once released, a change is a new one. */
export interface Migration {
  version: number;
  name: string;
  statements(types: ColumnTypes): string[];
}
