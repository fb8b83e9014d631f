import type { Gap } from "../../../model/document.ts";
import type { Sender } from "../../../model/domain/sender.ts";
import type { SenderSpf, SenderSpfCheck } from "../../../model/domain/senders.ts";
import { limits } from "../../../model/limits.ts";
import type { Network } from "../../../model/spf.ts";
import type { SpfEvaluation } from "../../../model/spf-evaluation.ts";
import { evaluateSpf } from "../../spf/evaluate.ts";
import type { Asking } from "../asking.ts";
import { addressAt, blocksOf, turningPoints } from "./addresses.ts";

/** What SPF says of a sender, wherever in its blocks that may differ. */
export async function senderSpf(asking: Asking, sender: Sender): Promise<SenderSpf> {
  const checks: SenderSpfCheck[] = [];
  const blocks = await blocksOf(asking, sender);
  if (typeof blocks === "string") return { domain: spfDomainOf(sender), checks, result: blocks };
  for (const block of blocks) checks.push(...(await blockChecks(asking, sender, block)));
  return { domain: spfDomainOf(sender), checks, result: resultOf(checks) };
}

/** The domain that SPF may prove: that of the envelope's sender, else of the greeting (RFC 7208, 2.4). */
export function spfDomainOf({ mailFrom, helo = "" }: Sender): string {
  return (mailFrom === "" ? helo : mailFrom.slice(mailFrom.lastIndexOf("@") + 1)).toLowerCase();
}

async function blockChecks(asking: Asking, sender: Sender, block: Network): Promise<readonly SenderSpfCheck[]> {
  const checks = new Map<bigint, SenderSpfCheck>();
  let points = turningPoints(block, undefined);
  while (points.length > 0) {
    for (const point of points.slice(0, limits.senderBlockAddressesMax - checks.size)) {
      const ip = addressAt(block, point);
      checks.set(point, { ip, evaluation: await evaluated(asking, sender, ip) });
    }
    if (checks.size >= limits.senderBlockAddressesMax) break;
    const found = [...checks.values()].flatMap(({ evaluation }) => turningPoints(block, evaluation.trace));
    points = [...new Set(found)].filter((point) => !checks.has(point));
  }
  return [...checks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, check]) => check);
}

function evaluated(asking: Asking, sender: Sender, ip: string): Promise<SpfEvaluation> {
  const { mailFrom, helo = sender.fromDomain } = sender;
  const question = { ip, sender: mailFrom, helo, domain: spfDomainOf(sender), nowMs: asking.question.nowMs };
  return evaluateSpf(question, asking);
}

/** From the best to the worst. */
const order: readonly SpfEvaluation["result"][] = ["pass", "neutral", "softfail", "fail", "none", "permerror"];

/** The worst that is known; a failed lookup leaves open only whether all pass. */
function resultOf(checks: readonly SenderSpfCheck[]): SpfEvaluation["result"] | Gap {
  const results = checks.map(({ evaluation }) => evaluation.result);
  const worst = order.findLast((each) => results.includes(each)) ?? "pass";
  return worst === "pass" && results.includes("temperror") ? "lookup-failed" : worst;
}
