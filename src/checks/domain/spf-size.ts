import * as v from "valibot";
import type { Check } from "../../model/check.ts";
import { asWritten, count, params } from "../params.ts";
import { followed, hitAtRecord } from "./spf-tree.ts";

/** Finds a record that is longer than one answer by UDP without EDNS has room for (RFC 7208, 3.4). */
export const spfRecordSize: Check<"spf", { readonly recordBytesMax: number }> = followed({
  name: "spf-record-size",
  facts: ["name", "bytes", "max"],
  parseParams: params(v.strictObject({ recordBytesMax: count }), asWritten),
  find: ({ root, read }, { recordBytesMax }) => {
    const bytes = read.record.text.length;
    return bytes > recordBytesMax ? [hitAtRecord(read, { name: root.name, bytes, max: recordBytesMax })] : [];
  },
});

/** Finds that all texts at the name make an answer that does not fit one datagram, so that it is cut and asked for again by TCP. */
export const spfAnswerSize: Check<"spf", { readonly answerBytesMax: number }> = {
  name: "spf-answer-size",
  part: "spf",
  facts: ["name", "bytes", "max"],
  parseParams: params(v.strictObject({ answerBytesMax: count }), asWritten),
  run: ({ name, answerBytes }, { answerBytesMax }) =>
    answerBytes > answerBytesMax ? [{ facts: { name, bytes: answerBytes, max: answerBytesMax } }] : [],
};
