/** A half-open stretch of a source, in UTF-16 code units from 0, a byte order mark included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Line and column count from 1, in UTF-16 code units; `\n`, `\r\n` and `\r` end a line. The offset counts from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A half-open stretch of a source as people and editors say it. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}
