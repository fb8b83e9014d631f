import { catalog } from "../../src/checks/catalog.ts";
import { judge } from "../../src/engine/judge.ts";
import { buildRuleset } from "../../src/engine/ruleset.ts";
import type { Document } from "../../src/model/document.ts";
import type { MailType } from "../../src/model/mail-type.ts";
import type { Report } from "../../src/model/report.ts";
import { parseMessage } from "../../src/parse/message/parse-message.ts";
import { must } from "../../tools/must.ts";
import { book } from "./rule-book.ts";

const ruleset = must(buildRuleset(book, catalog, "tencent-ses", {}));

/** Reads a message written with LF: every line ends in CR LF. */
export function readMail(text: string | Uint8Array): Document {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text.replace(/(?<!\r)\n/g, "\r\n")) : text;
  return must(parseMessage({ name: "a.eml", bytes }));
}

/** What the default profile says of a message. */
export function judgeMail(text: string | Uint8Array, type: MailType = "transactional"): Report {
  return judge(readMail(text), ruleset, type);
}

/** The rules of some areas that a message breaks, each once. */
export function brokenRules(text: string | Uint8Array, areas: RegExp, type?: MailType): readonly string[] {
  const ids = judgeMail(text, type).findings.map(({ ruleId }) => ruleId);
  return [...new Set(ids.filter((id) => areas.test(id)))].sort();
}

/** A mixed message with one file in base64. */
export function withFile(name: string, bytes: Uint8Array, lineUnits = 76): string {
  const encoded = Buffer.from(bytes).toString("base64");
  const lines = encoded.match(new RegExp(`.{1,${lineUnits}}`, "g")) ?? [];
  return [
    "From: Ann <ann@example.com>",
    "To: bob@example.net",
    "Subject: Hello",
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "",
    "Hello",
    "--b",
    `Content-Type: application/octet-stream; name="${name}"`,
    "Content-Transfer-Encoding: base64",
    "",
    ...lines,
    "--b--",
    "",
  ].join("\n");
}
