import type { Place } from "./document.ts";

/** The header of a message, and what its fields say. Places are in the first source: one unit a byte of the file. */
export interface Headers {
  /** In the order of the message. */
  readonly fields: readonly HeaderField[];
  /** How many there are, those past the limit of what is read included. */
  readonly fieldCount: number;
  /** No server has touched the message yet, and nobody said that it is as sent: what servers add cannot be missed. */
  readonly isDraft: boolean;
  /** Addresses of all From fields, in order. */
  readonly from: readonly Mailbox[];
  readonly sender: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  /** The first Date field; undefined when there is none. */
  readonly date: MessageDate | undefined;
  /** The size of the header as it stands, in bytes. */
  readonly sizeBytes: number;
}

/** One header field (RFC 5322, 2.2). */
export interface HeaderField {
  /** Lower case, as compared. */
  readonly name: string;
  /** As written. */
  readonly writtenName: string;
  /** Unfolded, blanks at the ends taken off, encoded words as they stand. Raw 8-bit is read as UTF-8 where it is. */
  readonly value: string;
  /** The value with its encoded words decoded (RFC 2047), for people to read. */
  readonly decoded: string;
  /** The field's value as it stands, folding and all. */
  readonly at: Place;
  /** From the name's first byte to behind the last line's end. */
  readonly whole: Place;
}

/** One address of an address field (RFC 5322, 3.4). */
export interface Mailbox {
  /** The display name, quotes taken off and encoded words decoded; empty for none. */
  readonly name: string;
  /** As written, comments and folding taken out; empty for a display name without an address. */
  readonly address: string;
  readonly localPart: string;
  /** Lower case, as written otherwise (a U-label stays one); empty where there is none. */
  readonly domain: string;
  /** The group it stands in (`Friends: a@example.com;`); undefined outside one. */
  readonly group: string | undefined;
  readonly at: Place;
}

/** A Date field (RFC 5322, 3.3). */
export interface MessageDate {
  /** Milliseconds since 1970; undefined when the field is no date. */
  readonly epochMs: number | undefined;
  readonly at: Place;
}

/** The parts a message is made of, outermost first, each before what is in it. */
export interface Structure {
  /** At least one: the message itself. */
  readonly parts: readonly MimePart[];
}

/** One part of a message (RFC 2045, 2046). */
export interface MimePart {
  /** Where in the tree, as IMAP counts: `1`, `2.1`; the empty string for the message itself when it has parts. */
  readonly path: string;
  /** Index of the part it is in. */
  readonly parent: number | undefined;
  /** Lower case, `type/subtype`; `text/plain` when none is declared. */
  readonly mediaType: string;
  readonly isDeclared: boolean;
  /** Of the Content-Type: names in lower case, values decoded (RFC 2231). */
  readonly params: Readonly<Record<string, string>>;
  /** Lower case; `7bit` when none is declared. */
  readonly transferEncoding: string;
  /** As declared, lower case; undefined when none is. */
  readonly charset: string | undefined;
  readonly disposition: "inline" | "attachment" | undefined;
  /** From Content-Disposition, else the `name` of the Content-Type; decoded. */
  readonly fileName: string | undefined;
  /** Without angle brackets. */
  readonly contentId: string | undefined;
  readonly fields: readonly HeaderField[];
  /** What stands in it, as it stands. */
  readonly body: Place;
  /** Bytes of the body after the transfer encoding is taken off; 0 for a part made of parts. */
  readonly decodedBytes: number;
  readonly role: PartRole;
}

/**
 * What a part is to the reader: `container` holds other parts, `body` is shown as the text of the mail, `related` is
 * shown inside a body, `attachment` is offered as a file, `message` is a message inside the message, `signature` is
 * for programs.
 */
export type PartRole = "container" | "body" | "related" | "attachment" | "message" | "signature";

/** A file attached to a message, as far as a sender can be held to it: looked at, never run or unpacked. */
export interface AttachedFile {
  /** The path of its part. */
  readonly part: string;
  /** As declared. */
  readonly mediaType: string;
  readonly decodedBytes: number;
  /** What its first bytes say it is: an extension without dot, lower case (`pdf`, `zip`, `exe`); undefined when they tell nothing. */
  readonly detected: string | undefined;
  readonly traits: readonly FileTrait[];
}

/** What makes a file unwelcome, seen from its structure. */
export type FileTrait = "encrypted" | "macros" | "executable-inside" | "archive-inside" | "scripted";

/** What can be wrong with a message as bytes; the reader gets over each, and rules say what it means. */
export type MessageOddity =
  /** No empty line ends the header. */
  | "header-end-missing"
  /** A line of the header that is no field and no folding. */
  | "header-line-malformed"
  /** U+FEFF before the first field, which makes it another field. */
  | "byte-order-mark"
  /** Blanks before the colon (RFC 5322, 4.5), or a name with other than printable ASCII. */
  | "header-name-malformed"
  /** Bytes above 127 in a header, which only SMTPUTF8 allows (RFC 6532). */
  | "header-8bit"
  /** A folded line of blanks only (RFC 5322, 3.2.2). */
  | "header-fold-blank"
  /** More fields than are read. */
  | "header-fields-many"
  | "encoded-word-malformed"
  /** An encoded word that decodes to a line end, NUL or ESC. */
  | "encoded-word-controls"
  /** An encoded word in a field that may hold none (RFC 2047, 5). */
  | "encoded-word-misplaced"
  /** An encoded word past 75 characters (RFC 2047, 2). */
  | "encoded-word-long"
  | "address-malformed"
  | "addresses-many"
  | "date-malformed"
  /** A form that readers accept and nobody may write (RFC 5322, 4.3). */
  | "date-obsolete"
  | "message-id-malformed"
  | "parameter-malformed"
  | "content-type-malformed"
  /** A multipart without a boundary parameter, or with one that never comes. */
  | "boundary-missing"
  | "boundary-unclosed"
  | "boundary-malformed"
  /** Text outside the parts of a multipart. */
  | "preamble-text"
  | "epilogue-text"
  | "parts-nested-deep"
  | "parts-many"
  | "transfer-encoding-unknown"
  /** A container that declares base64 or quoted-printable (RFC 2045, 6.4). */
  | "transfer-encoding-on-container"
  | "base64-malformed"
  | "quoted-printable-malformed"
  /** Text of ASCII only in base64. */
  | "base64-needless"
  /** A charset that is no encoding of the WHATWG. */
  | "charset-unknown"
  /** Bytes above 127 in a text that declares no charset. */
  | "charset-missing"
  /** Bytes above 127 in a part that declares 7bit. */
  | "body-8bit-undeclared"
  /** A line past 998 bytes without its line end (RFC 5322, 2.1.1). */
  | "line-too-long"
  /** A line of the header past 78 (advice of RFC 5322, 2.1.1). */
  | "header-line-wide"
  | "nul-byte"
  /** A carriage return without a line feed. */
  | "bare-cr"
  /** Some lines end in CRLF and some in LF. */
  | "line-ends-mixed"
  /** A file inside the text, uuencoded. */
  | "uuencoded"
  /** `winmail.dat`. */
  | "tnef"
  /** A template tag that was sent as it stands. */
  | "tag-left-over";
