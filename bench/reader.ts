import PostalMime from "postal-mime";
import { type Message, readMessage } from "../src/parse/message/read-message.ts";
import { untransfer } from "../src/parse/message/transfer.ts";
import { MAIL_FOLDERS, mailSample } from "./mail-sample.ts";
import { builtLibrary, inTurns, type Measured, median } from "./measure.ts";

const MESSAGES = 500;

/**
 * Messages a second that our reader takes, on one thread, as a multiple of postal-mime 4.0.0 on the same bytes, in turns.
 * Both come out with header, addresses, decoded texts and decoded attachments; ours leaves attachments as they are when it
 * judges, so that they are decoded here for the comparison. What `parseMessage` does besides, which postal-mime has no
 * match for (markup, links, words of the texts), is told in the detail.
 */
export async function reader({ rounds }: { readonly rounds: number }): Promise<Measured> {
  const sample = mailSample(MESSAGES);
  if (!sample) return { value: undefined, detail: `no mail at ${MAIL_FOLDERS.join(" and ")}` };
  const { parseMessage } = await builtLibrary();
  const times = await inTurns(rounds, {
    ours: async () => {
      for (const bytes of sample) decodeAttachments(readMessage(bytes));
    },
    theirs: async () => {
      for (const bytes of sample) await PostalMime.parse(bytes);
    },
    whole: async () => {
      for (const bytes of sample) parseMessage({ name: "bench.eml", bytes });
    },
  });
  const perSecond = (name: string): number => (1000 * sample.length) / median(times[name] ?? []);
  const [ours, theirs, whole] = [perSecond("ours"), perSecond("theirs"), perSecond("whole")];
  const detail = `${ours.toFixed(0)} messages a second against ${theirs.toFixed(0)}, ${whole.toFixed(0)} with what the texts say; ${sample.length} messages, ${rounds} rounds`;
  return { value: ours / theirs, detail };
}

function decodeAttachments({ raw, structure }: Message): void {
  for (const { role, transferEncoding, body } of structure.parts) {
    if (role !== "attachment" && role !== "related") continue;
    if (transferEncoding === "base64" || transferEncoding === "quoted-printable") untransfer(raw, body, transferEncoding);
  }
}
