/**
 * Judges shipped samples through the built command line and prints the reports: `npm run demo`.
 * Ends 0 when every sample came out as foretold, though an unfit one makes the command itself end 1.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** One sample to show: how it is introduced, how it is judged, and the exit code that this must end in. */
interface Showing {
  readonly says: string;
  /** `check` where it is not said. */
  readonly command?: "check" | "domain" | "simulate";
  readonly args: readonly string[];
  readonly exitCode: number;
  /** A file that it writes, from the root of the checkout on, in place of a text for the terminal. */
  readonly writes?: string;
}

const base = new URL("..", import.meta.url);
const root = fileURLToPath(base);

/** How messages of bulk senders are judged: by a zone file in place of the DNS, as if received on a certain day. */
const offline = "--trust-received --dns zone:samples/messages/senders.zone --now 2026-11-24T00:00:00Z".split(" ");

/** The page that the demo leaves behind. */
const PAGE = "demo/new-domain-million.html";

const showings: readonly Showing[] = [
  {
    says: "A notice that an order has shipped. It is fit, so the command ends 0:",
    args: ["samples/order-shipped.html"],
    exitCode: 0,
  },
  {
    says: "A sale with a good many faults. It is unfit, so the command ends 1:",
    args: ["samples/summer-sale.html"],
    exitCode: 1,
  },
  {
    says: "中文发货通知，合格，命令以 0 结束：",
    args: ["samples/order-shipped.zh.html", "--lang", "zh"],
    exitCode: 0,
  },
  {
    says: "中文营销邮件，问题很多，不合格，命令以 1 结束：",
    args: ["samples/membership-draw.zh.html", "--lang", "zh"],
    exitCode: 1,
  },
  {
    says: "A message that meets what Gmail, Yahoo, Microsoft and Apple ask of bulk senders. It ends 0:",
    args: ["samples/messages/bulk-fit.eml", "--profile", "bulk-sender", ...offline],
    exitCode: 0,
  },
  {
    says: "The same without one-click unsubscribing, which Gmail asks for. It ends 1:",
    args: ["samples/messages/list/one-click-missing.eml", "--profile", "bulk-sender", ...offline],
    exitCode: 1,
  },
  {
    says: "中文邮件，正文为 base64 编码的 GB2312；问题标明所在部分、解码后的位置和原文件的字节。命令以 1 结束：",
    args: ["samples/messages/invoices.zh.eml", "--lang", "zh"],
    exitCode: 1,
  },
  {
    says: "What the DNS says of a sender's domain, by a zone file and offline. It is fit, so the command ends 0:",
    command: "domain",
    args: ["example.com", "--selector", "mail", "--dns", "zone:samples/domains/clean.zone"],
    exitCode: 0,
  },
  {
    says: "A domain on the eve of its first campaign, what its provider expects, and the records to paste. It ends 1:",
    command: "domain",
    args: ["example.com", "--esp", "tencent-ses", "--fix", "--dns", "zone:samples/domains/launch.zone"],
    exitCode: 1,
  },
  {
    says: "A new domain is to mail a million people within a month: what comes of it, played 100 times. It ends 0:",
    command: "simulate",
    args: ["samples/scenarios/new-domain-million.yaml", "--runs", "100"],
    exitCode: 0,
  },
  {
    says: "The same as a page with plots, to be opened in a browser:",
    command: "simulate",
    args: ["samples/scenarios/new-domain-million.yaml", "--runs", "100", "--format", "html", "--output", PAGE],
    exitCode: 0,
    writes: PAGE,
  },
];

/** Makes room for a file, which the run before may have left behind. */
function startFile(path: string): void {
  mkdirSync(new URL(".", new URL(path, base)), { recursive: true });
  rmSync(new URL(path, base), { force: true });
}

/** Shows every sample through the program `cli` and returns what did not come out as foretold, one line each. */
export function showSamples(cli: string, write: (text: string) => void): readonly string[] {
  const surprises: string[] = [];
  for (const { says, command = "check", args, exitCode, writes } of showings) {
    if (writes !== undefined) startFile(writes);
    write(`${says}\n\n$ mailworthy ${command} ${args.join(" ")}\n\n`);
    const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, command, ...args], {
      cwd: root,
      encoding: "utf8",
    });
    write(writes === undefined ? `${stdout}\n` : `It is in ${writes}.\n\n`);
    const isShown = writes === undefined ? stdout !== "" : existsSync(new URL(writes, base));
    const wanted = status === exitCode && isShown;
    if (!wanted) surprises.push(`${args[0]}: ended ${status ?? error?.message}, not ${exitCode}. ${stderr}`);
  }
  return surprises;
}

if (import.meta.main) {
  const surprises = showSamples("dist/cli.js", (text) => process.stdout.write(text));
  for (const surprise of surprises) console.error(`Not as foretold: ${surprise}`);
  process.exitCode = surprises.length === 0 ? 0 : 1;
}
