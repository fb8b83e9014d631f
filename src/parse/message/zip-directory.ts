import { limits } from "../../model/limits.ts";
import type { FileBytes } from "./file-bytes.ts";

/** What the directory of a zip file says, nothing unpacked. */
export interface ZipDirectory {
  readonly names: readonly string[];
  readonly isEncrypted: boolean;
}

/** A file's comment takes at most 65,535 bytes behind the 22 of the end record (APPNOTE 4.3.16). */
const END_BYTES_MAX = 65_557;
const END_RECORD = 0x06054b50;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;

/** Reads the central directory at the end of a zip file (APPNOTE 4.3.12), else what the first entry says of itself. */
export function readZip(file: FileBytes): ZipDirectory {
  const tailAt = Math.max(0, file.size - END_BYTES_MAX);
  const tail = file.at(tailAt, END_BYTES_MAX);
  const end = endRecordAt(tail);
  if (end === undefined) return firstEntry(file.at(0, 1_024));
  const bytes = view(tail);
  const directoryBytes = Math.min(bytes.getUint32(end + 12, true), limits.zipDirectoryBytesMax);
  // The directory stands right before its end record, whatever was put before the file.
  const directoryAt = Math.max(0, tailAt + end - bytes.getUint32(end + 12, true));
  return entriesIn(file.at(directoryAt, directoryBytes));
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function endRecordAt(tail: Uint8Array): number | undefined {
  const bytes = view(tail);
  for (let at = tail.length - 22; at >= 0; at--) if (tail[at] === 0x50 && bytes.getUint32(at, true) === END_RECORD) return at;
  return undefined;
}

function entriesIn(directory: Uint8Array): ZipDirectory {
  const bytes = view(directory);
  const names: string[] = [];
  let isEncrypted = false;
  for (let at = 0; at + ENTRY_BYTES <= directory.length && bytes.getUint32(at, true) === ENTRY; ) {
    if (names.length >= limits.zipEntriesMax) break;
    if (bytes.getUint16(at + 8, true) & 1) isEncrypted = true;
    const nameBytes = bytes.getUint16(at + 28, true);
    names.push(latin(directory.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes)));
    at += ENTRY_BYTES + nameBytes + bytes.getUint16(at + 30, true) + bytes.getUint16(at + 32, true);
  }
  return { names, isEncrypted };
}

/** The local header that a cut-off or streamed file begins with (APPNOTE 4.3.7). */
function firstEntry(head: Uint8Array): ZipDirectory {
  if (head.length < 30) return { names: [], isEncrypted: false };
  const bytes = view(head);
  const name = latin(head.subarray(30, 30 + bytes.getUint16(26, true)));
  return { names: [name], isEncrypted: (bytes.getUint16(6, true) & 1) === 1 };
}

/** Only the ASCII of a name is looked at; one unit a byte will do. */
function latin(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
