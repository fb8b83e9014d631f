/**
 * The bytes that an answer with these TXT records takes on the wire (RFC 1035, 4.1): header, question, each record with a
 * pointer for its name, and the EDNS record that answers carry now (RFC 6891, 6.1).
 */
export function txtAnswerBytes(name: string, records: readonly (readonly string[])[]): number {
  const nameBytes = name === "" ? 1 : name.length + 2;
  let size = HEADER_BYTES + nameBytes + QUESTION_TAIL_BYTES + EDNS_BYTES;
  for (const strings of records) {
    size += RECORD_HEAD_BYTES;
    for (const string of strings) size += 1 + string.length;
  }
  return size;
}

const HEADER_BYTES = 12;
/** Type and class. */
const QUESTION_TAIL_BYTES = 4;
/** A pointer, type, class, time to live and length. */
const RECORD_HEAD_BYTES = 12;
const EDNS_BYTES = 11;
