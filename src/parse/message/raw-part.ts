import type { HeaderField } from "../../model/message.ts";
import type { Range } from "../../model/place.ts";
import type { Parameterised } from "./parameters.ts";

/** A part as it stands: its header read, its body not. */
export interface RawPart {
  readonly path: string;
  readonly parent: number | undefined;
  /** Index of the message part around it; undefined for parts of the message itself. */
  readonly inMessage: number | undefined;
  readonly fields: readonly HeaderField[];
  /** How many its header has, those past the limit included. */
  readonly fieldCount: number;
  readonly type: Parameterised;
  readonly isDeclared: boolean;
  readonly disposition: Parameterised | undefined;
  /** Lower case; undefined when none is declared. */
  readonly transferEncoding: string | undefined;
  readonly header: Range;
  readonly body: Range;
  readonly isContainer: boolean;
}

/** True for a part that is a message (RFC 2046, 5.2.1; RFC 6532, 3.7). */
export function isMessagePart({ type }: RawPart): boolean {
  return type.value === "message/rfc822" || type.value === "message/global";
}

/** True for a transfer encoding that has to be taken off. */
export function isEncoded(encoding: string | undefined): boolean {
  return encoding === "base64" || encoding === "quoted-printable";
}

/** Where a part says something, else its header. */
export function fieldPlace({ fields, header }: Pick<RawPart, "fields" | "header">, wanted: string): Range {
  return fields.find(({ name }) => name === wanted)?.at ?? header;
}
