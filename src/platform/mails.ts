import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { limits } from "../model/limits.ts";
import type { Problem } from "../model/result.ts";
import { type InputKind, KIND_BYTES, kindByContent, kindByName } from "../parse/kind.ts";
import { type MboxMessage, type MboxPiece, mboxCutter, messageOfPiece } from "../parse/mbox.ts";
import type { Input } from "./inputs.ts";
import { readingProblem } from "./problems.ts";
import { type NamedInput, readStream } from "./read-input.ts";

/** One mail to judge: on the disk still, with its bytes where they came in a stream, or with the reason why there is none. Plain data. */
export type Mail = { readonly as: "template" | "message"; readonly name: string } & (
  | { readonly from: "disk"; readonly input: NamedInput }
  | { readonly from: "stream"; readonly bytes: Uint8Array | undefined; readonly sizeBytes: number }
  | { readonly from: "nowhere"; readonly problem: Problem }
);

type Chunks = AsyncIterable<Uint8Array>;

/** The mails that inputs come to: one for each, and one for each message of an mbox file. */
export async function* mailsOf(inputs: readonly Input[], as: InputKind | undefined): AsyncGenerator<Mail> {
  for (const input of inputs) {
    const { name } = input;
    if (input.kind === "missing") yield nowhere(name, as, input.problem);
    else if (input.kind === "bundle") yield { from: "disk", as: "template", name, input: { kind: "bundle", name } };
    else if (input.kind === "stdin") yield* mailsInStream(name, process.stdin, as);
    else yield* mailsInFile(name, as);
  }
}

/** What a file is, is forced, told by its name, or seen in its first bytes; a pipe is read as it comes. */
async function* mailsInFile(name: string, as: InputKind | undefined): AsyncGenerator<Mail> {
  const told = as ?? kindByName(name);
  if (told === "mbox") yield* mailsInMbox(name, createReadStream(name), false);
  else if (told !== undefined) yield { from: "disk", as: told, name, input: { kind: "file", name } };
  else if ((await stat(name).catch(() => undefined))?.isFIFO()) yield* mailsInStream(name, createReadStream(name), as);
  else {
    const seen = kindByContent(await headOf(name));
    if (seen === "mbox") yield* mailsInMbox(name, createReadStream(name), true);
    else yield { from: "disk", as: seen, name, input: { kind: "file", name } };
  }
}

/** The first bytes of a file; none of one that cannot be read, which whoever reads it will say. */
async function headOf(name: string): Promise<Uint8Array> {
  const file = (await stat(name).catch(() => undefined))?.isFile() ? await open(name).catch(() => undefined) : undefined;
  const read = await file?.read(new Uint8Array(KIND_BYTES), 0, KIND_BYTES, 0).catch(() => undefined);
  await file?.close();
  return read ? read.buffer.subarray(0, read.bytesRead) : new Uint8Array();
}

async function* mailsInStream(name: string, stream: Chunks, as: InputKind | undefined): AsyncGenerator<Mail> {
  try {
    const { head, whole } = await peeked(stream);
    const kind = as ?? kindByContent(head);
    if (kind === "mbox") yield* mailsInMbox(name, whole, as === undefined);
    else {
      const bytesMax = kind === "message" ? limits.messageBytesMax : limits.inputBytesMax;
      yield { from: "stream", as: kind, name, ...(await readStream(whole, bytesMax)) };
    }
  } catch (fault) {
    yield nowhere(name, as, readingProblem(name, fault));
  }
}

/** The first bytes of a stream, and all of it, them included. */
async function peeked(stream: Chunks): Promise<{ readonly head: Uint8Array; readonly whole: Chunks }> {
  const chunks = stream[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let sizeBytes = 0;
  while (sizeBytes < KIND_BYTES) {
    const next = await chunks.next();
    if (next.done) break;
    first.push(next.value);
    sizeBytes += next.value.length;
  }
  const head = Buffer.concat(first);
  async function* whole(): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { head, whole: whole() };
}

/**
 * The messages of an mbox file, as `NAME#1`, `NAME#2` …. Where nobody said that it is one, a file with a single message
 * is that message, separator and all: so do mail programs keep single messages.
 */
async function* mailsInMbox(name: string, stream: Chunks, mayBeOne: boolean): AsyncGenerator<Mail> {
  let count = 0;
  let held: { readonly only: Mail; readonly first: Mail } | undefined;
  try {
    for await (const piece of piecesOf(stream)) {
      const message = messageOfPiece(piece);
      if (!message) continue;
      count++;
      if (mayBeOne && count === 1) {
        held = { only: { from: "stream", as: "message", name, ...piece }, first: numbered(name, count, message) };
        continue;
      }
      if (held) yield held.first;
      held = undefined;
      yield numbered(name, count, message);
    }
  } catch (fault) {
    // What was read of it is judged: whether more would have followed nobody knows.
    if (held) yield held.first;
    yield nowhere(name, "message", readingProblem(name, fault));
    return;
  }
  if (held) yield held.only;
  if (count === 0) yield nowhere(name, "message", noMessage(name));
}

async function* piecesOf(stream: Chunks): AsyncGenerator<MboxPiece> {
  const cutter = mboxCutter(limits.messageBytesMax);
  for await (const chunk of stream) yield* cutter.push(chunk);
  yield* cutter.end();
}

function numbered(name: string, number: number, message: MboxMessage): Mail {
  return { from: "stream", as: "message", name: `${name}#${number}`, ...message };
}

function nowhere(name: string, as: InputKind | undefined, problem: Problem): Mail {
  return { from: "nowhere", as: as === undefined || as === "template" ? "template" : "message", name, problem };
}

function noMessage(name: string): Problem {
  return {
    code: "input-empty",
    message: { en: `${name} holds no message.`, zh: `${name} 里没有邮件。` },
    hint: {
      en: "Check that the file was saved, or that the step before it wrote something.",
      zh: "请检查文件是否已保存，或上一步是否写出了内容。",
    },
  };
}
