import type { NameServer } from "../../model/domain/name-servers.ts";
import { limits } from "../../model/limits.ts";
import { readSoa } from "../../parse/records/soa.ts";
import { plainName } from "../../parse/zone/names.ts";
import { undoubled } from "../../parse/zone/zone-faults.ts";
import type { Asking, Slice } from "./asking.ts";
import { zonePiece } from "./zone-piece.ts";

/** Who serves the domain's zone, and whether these servers have addresses. */
export const collectNameServers: Slice<"nameServers"> = async (asking) => {
  const texts = await asking.textsAt(asking.domain, "NS");
  if (typeof texts === "string") return texts;
  if (texts.length === 0) return "not-in-input";
  const servers: NameServer[] = [];
  for (const record of texts.slice(0, limits.nameServersMax)) {
    const host = plainName(record.text);
    const piece = asking.question.zone && zonePiece(asking.question.zone, host);
    const isMisnamed = piece !== undefined && undoubled(host, piece.apex) !== undefined;
    const state = isMisnamed ? "misnamed" : await stateOf(asking, host);
    servers.push({ host, record, state, isInZoneFile: piece !== undefined });
  }
  return { name: asking.domain, servers };
};

/** An address of either kind will do; the second kind is asked for where there is none of the first. */
async function stateOf(asking: Asking, host: string): Promise<NameServer["state"]> {
  const four = await asking.lookup(host, "A");
  const answer = four.status === "absent" && four.kind === "type" ? await asking.lookup(host, "AAAA") : four;
  if (answer.status === "failed") return "unknown";
  const isAlias = answer.aliases !== undefined || (answer.status === "found" && answer.records[0]?.name !== host);
  return isAlias ? "alias" : answer.status === "found" ? "addressed" : "absent";
}

/** How the domain's zone is kept; a name without name servers is in the zone of one above it. */
export const collectSoa: Slice<"soa"> = async (asking) => {
  const servers = await asking.lookup(asking.domain, "NS");
  if (servers.status === "absent" && asking.question.zone === undefined) return "not-in-input";
  const texts = await asking.textsAt(asking.domain, "SOA");
  if (typeof texts === "string") return texts;
  const [record] = texts;
  return record === undefined ? "not-in-input" : { record, soa: readSoa(record.text) };
};
