import { readEsps } from "../collect/domain/esps.ts";
import { excerpt } from "../model/excerpt.ts";
import type { SnippetFormat } from "../model/formats.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { hintFor } from "../model/suggest.ts";
import { givenEnvelope } from "../parse/authentication/given-envelope.ts";
import { selectorProblem } from "../parse/authentication/given-selector.ts";
import { readExpectedFile } from "../platform/expected-file.ts";
import { readSenders } from "../platform/senders.ts";
import type { DomainPlan } from "./domain-plan.ts";
import type { Settings, SharedFlags } from "./settings.ts";

/** Flags of `mailworthy domain` beside the shared ones. */
export interface DomainFlags extends SharedFlags {
  readonly dns?: string;
  readonly server?: readonly string[];
  readonly overlay?: string;
  readonly record?: string;
  readonly names?: string;
  readonly selector?: readonly string[];
  readonly esp?: readonly string[];
  readonly expected?: string;
  readonly ip?: readonly string[];
  readonly helo?: string;
  readonly mailFrom?: string;
  readonly senders?: string;
  /** Whether the servers of the zone are asked one by one. */
  readonly propagation?: boolean;
  readonly diff?: readonly string[];
  /** True for the flag without a format. */
  readonly fix?: SnippetFormat | true;
  readonly resume?: boolean;
}

/** What the flags say of every domain of a run; a problem where one of them cannot be. */
export async function planFrom(flags: DomainFlags, settings: Settings): Promise<Result<DomainPlan>> {
  const { selector = [], ip = [], helo, fix } = flags;
  const wrong = selector.map(selectorProblem).find((each) => each !== undefined);
  if (wrong) return failed(wrong);
  const providers = await providersIn(flags, settings);
  if (!providers.ok) return providers;
  const mailFrom = connectionsSender(flags);
  if (!mailFrom.ok) return mailFrom;
  const given = { selectors: selector, ips: ip, helo, mailFrom: mailFrom.value, ...providers.value };
  return ok({ ...sourcesIn(flags), ...given, fix: fix === true ? "bind" : fix, nowMs: settings.witness.nowMs });
}

function sourcesIn({ dns = "live", server = [], overlay, record, propagation = false }: DomainFlags) {
  return { dns, servers: server, overlay, isRecorded: record !== undefined, isCompared: propagation };
}

/** Whom mail is sent through, and what they ask for. */
async function providersIn(
  { esp: esps = [], expected, senders: file }: DomainFlags,
  { book, senders: configured }: Settings,
): Promise<Result<Pick<DomainPlan, "esps" | "pasted" | "senders">>> {
  const known = (readEsps(book.tables["esps"]) ?? []).map(({ id }) => id);
  const wrong = esps.find((id) => !known.includes(id));
  if (wrong !== undefined) return failed(noSuchEsp(wrong, known));
  const pasted = expected === undefined ? ok(undefined) : await readExpectedFile(expected);
  if (!pasted.ok) return pasted;
  const senders = file === undefined ? ok(configured) : await readSenders(file, known);
  return senders.ok ? ok({ esps, pasted: pasted.value, senders: senders.value }) : senders;
}

function noSuchEsp(id: string, known: readonly string[]): Problem {
  return {
    code: "usage-wrong",
    message: { en: `There is no provider "${excerpt(id)}".`, zh: `没有名为“${excerpt(id)}”的服务商。` },
    hint: hintFor(id, known, { en: `Known are ${known.join(", ")}.`, zh: `可用：${known.join("、")}。` }),
  };
}

/** The envelope's sender of the connections that the flags name; a problem where one of them cannot be. */
function connectionsSender({ ip = [], helo, mailFrom }: DomainFlags): Result<string | undefined> {
  if (mailFrom !== undefined && ip.length === 0) return failed(noAddress);
  for (const each of ip) {
    const envelope = givenEnvelope({ ip: each, helo, mailFrom });
    if (!envelope.ok) return envelope;
  }
  return ok(mailFrom?.replace(/^<(.*)>$/, "$1"));
}

const noAddress: Problem = {
  code: "usage-wrong",
  message: { en: "A sender is named, and no address that it sends from.", zh: "指定了发件人，却没有发信地址。" },
  hint: { en: "Give the address with --ip.", zh: "请用 --ip 给出地址。" },
};
