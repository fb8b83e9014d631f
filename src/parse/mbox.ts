/** One message of an mbox file. */
export interface MboxMessage {
  /** The message as it was before it was put in: separator, quoting and the empty line behind it taken off. Undefined when too long. */
  readonly bytes: Uint8Array | undefined;
  /** How long it is in the file. */
  readonly sizeBytes: number;
}

/** Cuts an mbox file that comes in chunks of any size. */
export interface MboxCutter {
  /** The pieces that a chunk completes. */
  readonly push: (chunk: Uint8Array) => readonly MboxPiece[];
  /** The last piece. */
  readonly end: () => readonly MboxPiece[];
}

/** A stretch of an mbox file from one separator up to the next. Joined, the pieces are the file. */
export interface MboxPiece {
  /** Undefined for a piece past the limit, which is counted and not kept. */
  readonly bytes: Uint8Array | undefined;
  readonly sizeBytes: number;
}

/** A longer line is no separator: an address has at most 254 characters, a date about 40. */
const SEPARATOR_BYTES_MAX = 1_000;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x3e;

/**
 * Cuts at separator lines (RFC 4155): at the start of the file or behind an empty line, `From `, an address and a date.
 * A line of a text that merely begins with `From ` cuts nothing. Keeps at most one piece and one line, whatever comes.
 */
export function mboxCutter(pieceBytesMax: number): MboxCutter {
  const piece = new Collector(pieceBytesMax);
  // What is undecided is the beginning of a line that may become a separator.
  let undecided: Uint8Array = new Uint8Array();
  let isInLongLine = false;
  let isAfterEmpty = true;
  const push = (chunk: Uint8Array): readonly MboxPiece[] => {
    const done: MboxPiece[] = [];
    const bytes = undecided.length === 0 ? chunk : joined([undecided, chunk]);
    undecided = new Uint8Array();
    let kept = 0;
    let at = 0;
    for (let feed = bytes.indexOf(LINE_FEED); feed !== -1; feed = bytes.indexOf(LINE_FEED, at)) {
      if (!isInLongLine && isAfterEmpty && isSeparator(bytes, at, feed)) {
        piece.take(bytes.subarray(kept, at));
        done.push(...piece.whole());
        kept = at;
      }
      isAfterEmpty = !isInLongLine && (feed === at || (feed === at + 1 && bytes[at] === RETURN));
      isInLongLine = false;
      at = feed + 1;
    }
    isInLongLine ||= bytes.length - at > SEPARATOR_BYTES_MAX;
    if (!isInLongLine) undecided = new Uint8Array(bytes.subarray(at));
    piece.take(bytes.subarray(kept, isInLongLine ? bytes.length : at));
    return done;
  };
  const end = (): readonly MboxPiece[] => {
    piece.take(undecided);
    return piece.whole();
  };
  return { push, end };
}

/** Gathers the bytes of one piece, or only their number once they are too many. */
class Collector {
  private chunks: Uint8Array[] = [];
  private sizeBytes = 0;
  private readonly bytesMax: number;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  take(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.sizeBytes += bytes.length;
    // A copy (`slice` of a Buffer is none), since a reader may use its buffer again, and a view would keep all of it.
    if (this.sizeBytes <= this.bytesMax) this.chunks.push(new Uint8Array(bytes));
    else this.chunks = [];
  }

  /** The piece, if there is any; the next one begins. */
  whole(): readonly MboxPiece[] {
    const { chunks, sizeBytes } = this;
    this.chunks = [];
    this.sizeBytes = 0;
    if (sizeBytes === 0) return [];
    return [{ bytes: sizeBytes <= this.bytesMax ? joined(chunks) : undefined, sizeBytes }];
  }
}

/** The message in a piece; undefined for blank lines before the first one. */
export function messageOfPiece({ bytes, sizeBytes }: MboxPiece): MboxMessage | undefined {
  if (bytes === undefined) return { bytes, sizeBytes };
  const feed = bytes.indexOf(LINE_FEED);
  const start = isSeparator(bytes, 0, feed === -1 ? bytes.length : feed) ? (feed === -1 ? bytes.length : feed + 1) : 0;
  const message = unquoted(withoutLastEmptyLine(bytes.subarray(start)));
  const isBlank = start === 0 && message.every((byte) => byte === LINE_FEED || byte === RETURN || byte === 0x20);
  return isBlank ? undefined : { bytes: message, sizeBytes };
}

const WEEKDAY = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/;
const MONTH = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/;

/** True for the line from `start` to `end` when it parts messages: `From`, an address or a user's name, and a date with its time. */
function isSeparator(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start];
  // Most lines are told by one byte: F, or the first of a byte order mark.
  if ((first !== 0x46 && first !== 0xef) || end - start > SEPARATOR_BYTES_MAX) return false;
  const line = String.fromCharCode(...bytes.subarray(start, end)).replace(/^\u00EF\u00BB\u00BF/, "");
  if (!line.startsWith("From ")) return false;
  const envelope = line.slice(5).trimStart();
  const weekday = WEEKDAY.exec(envelope);
  if (!weekday) return false;
  const sender = envelope.slice(0, weekday.index).trimEnd();
  const date = envelope.slice(weekday.index);
  const isSender = sender !== "" && (sender.includes("@") || !/\s/.test(sender));
  return isSender && MONTH.test(date) && /\b\d{1,2}:\d{2}/.test(date);
}

/** Takes one `>` from lines that begin with any number of them and `From ` (mboxrd). */
function unquoted(bytes: Uint8Array): Uint8Array {
  const dropped: number[] = [];
  for (let at = bytes.indexOf(QUOTE); at !== -1; at = bytes.indexOf(QUOTE, at)) {
    const isAtStart = at === 0 || bytes[at - 1] === LINE_FEED;
    let behind = at + 1;
    while (bytes[behind] === QUOTE) behind++;
    if (isAtStart && saysFrom(bytes, behind)) dropped.push(at);
    at = behind;
  }
  if (dropped.length === 0) return bytes;
  const result = new Uint8Array(bytes.length - dropped.length);
  let from = 0;
  let to = 0;
  for (const at of [...dropped, bytes.length]) {
    result.set(bytes.subarray(from, at), to);
    to += at - from;
    from = at + 1;
  }
  return result;
}

const FROM = [0x46, 0x72, 0x6f, 0x6d, 0x20];

function saysFrom(bytes: Uint8Array, at: number): boolean {
  return FROM.every((byte, index) => bytes[at + index] === byte);
}

/** The empty line that the format puts behind each message is not the message's. */
function withoutLastEmptyLine(bytes: Uint8Array): Uint8Array {
  const [before, last] = [bytes.at(-2), bytes.at(-1)];
  if (last !== LINE_FEED) return bytes;
  if (before === LINE_FEED) return bytes.subarray(0, -1);
  return before === RETURN && bytes.at(-3) === LINE_FEED ? bytes.subarray(0, -2) : bytes;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const result = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    result.set(chunk, at);
    at += chunk.length;
  }
  return result;
}
