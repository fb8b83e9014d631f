import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkMessage } from "../../src/platform/check-message.ts";

const bytes = readFileSync("samples/messages/invoices.zh.eml");

/** The text of a part by Node's own decoders: the body behind the blank line behind its header. */
function partText(part: string): { readonly text: string; readonly bodyStart: number } {
  const raw = bytes.toString("latin1");
  const starts = [...raw.matchAll(/^--part-5b1\r\n/gm)].map(({ index }) => index);
  const bodyStart = raw.indexOf("\r\n\r\n", starts[Number(part) - 1]) + 4;
  const body = raw.slice(bodyStart, raw.indexOf("--part-5b1", bodyStart));
  return { text: new TextDecoder("gb2312").decode(Buffer.from(body, "base64")), bodyStart };
}

test("a finding in a base64 GB2312 part says which part, where in its text, and which bytes of the file", async () => {
  const { findings } = await checkMessage(bytes, { file: "invoices.zh.eml" });
  const finding = findings.find(({ ruleId }) => ruleId === "standard/topic-banned");
  const { part = "", decoded, span } = finding ?? {};
  expect(finding?.facts).toMatchObject({ topic: "invoice" });
  expect(part).toBe("2");
  if (!decoded || !span) throw new Error("The finding has no place.");

  const { text, bodyStart } = partText(part);
  const said = text.slice(decoded.start.offset, decoded.end.offset);
  expect(said).toBe("本公司长期与多家企业合作，可代开各类发票");
  const lines = text.slice(0, decoded.start.offset).split(/\r?\n/);
  expect([decoded.start.line, decoded.start.column]).toEqual([lines.length, (lines.at(-1)?.length ?? 0) + 1]);

  // The bytes of the file, decoded from the nearest whole group of four, hold what was found.
  const raw = bytes.toString("latin1");
  const groups = raw.slice(bodyStart, span.start.offset).replace(/\r\n/g, "").length;
  const from = span.start.offset - (groups % 4);
  const behind = new TextDecoder("gb2312").decode(Buffer.from(raw.slice(from, span.end.offset), "base64"));
  expect(behind).toContain(said.slice(1, -1));
  expect(behind.length).toBeLessThanOrEqual(said.length + 2);
  expect(raw.slice(0, span.start.offset).split("\r\n")).toHaveLength(span.start.line);
});
