import type { Attachment } from "../../model/document.ts";
import type { AttachedFile, FileTrait, MimePart } from "../../model/message.ts";
import { type FileBytes, fileBytes } from "./file-bytes.ts";
import { extensionOf, isArchive, isExecutable, kindOf } from "./file-signatures.ts";
import type { Message } from "./read-message.ts";
import { readZip } from "./zip-directory.ts";

/** The files a message carries, in order; messages inside it are files too. */
export function attachmentsOf({ raw, structure }: Message): readonly Attachment[] {
  return structure.parts
    .filter((part) => FILES.has(part.role) && !isAlternative(part, structure.parts))
    .map((part) => ({ name: part.fileName ?? "", at: part.body, file: fileOf(raw, part) }));
}

const FILES: ReadonlySet<string> = new Set(["attachment", "related", "message"]);

/** Another form of the mail for programs that can show it: AMP, or the invitation that the text tells of. */
function isAlternative({ mediaType, disposition, parent }: MimePart, parts: readonly MimePart[]): boolean {
  if (mediaType !== "text/x-amp-html" && mediaType !== "text/calendar") return false;
  return disposition !== "attachment" && parent !== undefined && parts[parent]?.mediaType === "multipart/alternative";
}

/** Bytes from a file's beginning that are looked at: a signature and a page of text are within them. */
const HEAD_BYTES = 65_536;

function fileOf(raw: string, part: MimePart): AttachedFile {
  const { path, mediaType, decodedBytes, role } = part;
  if (role === "message") return { part: path, mediaType, decodedBytes, detected: undefined, traits: [] };
  const file = fileBytes(raw, part);
  const head = file.at(0, HEAD_BYTES);
  const { detected, traits } = lookInto(file, head, extensionOf(part.fileName ?? ""));
  return { part: path, mediaType, decodedBytes, detected, traits };
}

type Look = Pick<AttachedFile, "detected" | "traits">;

function lookInto(file: FileBytes, head: Uint8Array, extension: string): Look {
  const kind = kindOf(head);
  if (kind === "zip") return zipLook(file);
  if (kind === "ole") return { detected: kind, traits: oleTraits(file) };
  if (kind === "rar") return { detected: kind, traits: isRarEncrypted(head) ? ["encrypted"] : [] };
  if (kind === "exe" && !isProgram(head)) return { detected: undefined, traits: [] };
  const text = new TextDecoder("latin1").decode(head);
  if (kind === "pdf") return { detected: kind, traits: pdfTraits(text) };
  if (kind !== undefined) return { detected: kind, traits: [] };
  const markup = markupOf(text, extension);
  return { detected: markup, traits: markup !== undefined && isScripted(text) ? ["scripted"] : [] };
}

/** `MZ` alone may begin a text; a program says where its newer header stands, or how many pages it has. */
function isProgram(head: Uint8Array): boolean {
  return head.length >= 64 && head.subarray(2, 64).includes(0);
}

/** What office documents and packages of programs are called by the names inside them. */
const packages: readonly (readonly [kind: string, name: RegExp])[] = [
  ["docx", /^word\//],
  ["xlsx", /^xl\//],
  ["pptx", /^ppt\//],
  ["apk", /^AndroidManifest\.xml$/],
  ["jar", /^META-INF\/MANIFEST\.MF$/],
  ["odf", /^META-INF\/manifest\.xml$/],
  ["epub", /^META-INF\/container\.xml$/],
];

function zipLook(file: FileBytes): Look {
  const { names, isEncrypted } = readZip(file);
  const detected = packages.find(([, name]) => names.some((each) => name.test(each)))?.[0] ?? "zip";
  const traits: FileTrait[] = [];
  if (isEncrypted) traits.push("encrypted");
  if (names.some((name) => /(?:^|\/)vbaProject\.bin$/i.test(name))) traits.push("macros");
  if (detected === "zip") {
    const extensions = names.map(extensionOf);
    if (extensions.some(isExecutable)) traits.push("executable-inside");
    if (extensions.some(isArchive)) traits.push("archive-inside");
  }
  return { detected, traits };
}

/** Bytes of a compound file's directory that are looked at; each entry takes 128 (MS-CFB 2.6). */
const DIRECTORY_BYTES = 65_536;

/** Names of storages are UTF-16 (MS-CFB 2.6.1): a macro project has one called VBA, an encrypted document one that says so. */
function oleTraits(file: FileBytes): readonly FileTrait[] {
  const header = file.at(0, 512);
  if (header.length < 512) return [];
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const sectorBytes = view.getUint16(30, true) === 12 ? 4_096 : 512;
  const directoryAt = (view.getUint32(48, true) + 1) * sectorBytes;
  if (directoryAt >= file.size) return [];
  const directory = file.at(directoryAt, DIRECTORY_BYTES);
  const names = new TextDecoder("utf-16le").decode(directory.subarray(0, directory.length & ~1));
  const traits: FileTrait[] = [];
  if (names.includes("EncryptedPackage")) traits.push("encrypted");
  if (/_VBA_PROJECT|\u0000VBA\u0000|Macros\u0000/.test(names)) traits.push("macros");
  return traits;
}

/** Of RAR 4 the flag of the archive header, of RAR 5 a header of encryption right behind the signature. */
function isRarEncrypted(head: Uint8Array): boolean {
  const isFifth = head[6] === 1;
  return isFifth ? head[12] === 4 || head[13] === 4 : ((head[10] ?? 0) & 0x80) !== 0;
}

function pdfTraits(text: string): readonly FileTrait[] {
  const traits: FileTrait[] = [];
  if (/\/Encrypt\s{1,9}\d/.test(text)) traits.push("encrypted");
  if (/\/JavaScript\b|\/JS\s{0,9}[(<\d]/.test(text)) traits.push("scripted");
  return traits;
}

/** Markup is told by how it begins, or by its name where it begins otherwise. */
function markupOf(text: string, extension: string): string | undefined {
  const start = text.slice(0, 1_024).toLowerCase();
  if (/<svg[\s>]/.test(start)) return "svg";
  if (/<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<script[\s>]/.test(start)) return "html";
  if (/^(?:\u00ef\u00bb\u00bf)?\s{0,64}<\?xml/.test(start)) return "xml";
  return /^(?:x?html?|shtml|svg)$/.test(extension) ? (extension === "svg" ? "svg" : "html") : undefined;
}

function isScripted(text: string): boolean {
  return /<script[\s>]|javascript:|\son[a-z]{3,20}\s{0,9}=/i.test(text);
}
