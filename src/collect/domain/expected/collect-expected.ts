import type { Esp } from "../../../model/domain/esp.ts";
import type { ExpectedPart, ExpectedProvider, ExpectedRecord, MailboxConflict } from "../../../model/domain/expected.ts";
import { limits } from "../../../model/limits.ts";
import { mergeRecords } from "../../../parse/records/spf/merge.ts";
import { readSpf } from "../../../parse/records/spf/read-record.ts";
import { isSpfVersion } from "../../../parse/records/spf/version.ts";
import { organisationOf } from "../../../parse/text/organisation.ts";
import type { Asking, Slice } from "../asking.ts";
import { compare } from "./compare.ts";
import { findElsewhere } from "./misplaced.ts";
import { exchangeOf, isTarget, type Wanted, wantedBy, wantedInPasted } from "./wanted.ts";

/** What the providers that the owner named ask for, held against what is there. */
export const collectExpected: Slice<"expected"> = async (asking) => {
  const { domain, question } = asking;
  const sets = wantedSets(asking);
  if (sets.length === 0) return "esp-not-given";
  const providers: ExpectedProvider[] = [];
  for (const { wanted, ...provider } of sets) {
    const records: ExpectedRecord[] = [];
    for (const each of wanted) records.push(await recordFor(asking, each));
    providers.push({ ...provider, records });
  }
  const spf = await mergedRecord(
    asking,
    sets.flatMap(({ wanted }) => wanted),
  );
  const conflict = await conflictOf(asking, question.esps);
  return { domain, zone: organisationOf(domain), providers, spf, conflict } satisfies ExpectedPart;
};

interface WantedSet extends Pick<ExpectedProvider, "id" | "title"> {
  readonly wanted: readonly Wanted[];
}

function wantedSets({ domain, question: { esps, pasted } }: Asking): readonly WantedSet[] {
  const named = esps.map((esp): WantedSet => ({ id: esp.id, title: esp.title, wanted: wantedBy(esp, domain) }));
  const wanted = pasted.slice(0, limits.pastedRecordsMax).map(wantedInPasted);
  const title = { en: "The provider", zh: "服务商" };
  return wanted.length === 0 ? named : [...named, { id: "pasted", title, wanted }];
}

async function recordFor(asking: Asking, wanted: Wanted): Promise<ExpectedRecord> {
  const { purpose, name, need, value } = wanted;
  const judged = await compare(asking, wanted);
  const elsewhere = judged.state === "missing" ? await findElsewhere(asking, wanted) : undefined;
  const common = { purpose, type: typeOf(wanted), name, need, value };
  return elsewhere ? { ...common, ...judged, state: "elsewhere", elsewhere } : { ...common, ...judged };
}

function typeOf(wanted: Wanted): ExpectedRecord["type"] {
  if (wanted.purpose === "mx") return "MX";
  if (wanted.purpose === "return-path") return "CNAME";
  return wanted.purpose === "dkim" || wanted.purpose === "other" ? wanted.type : "TXT";
}

/** The one SPF record to publish, where any provider asks for one at the domain itself. */
async function mergedRecord(asking: Asking, wanted: readonly Wanted[]): Promise<string> {
  const includes = wanted.flatMap((each) =>
    each.purpose === "spf" && each.name === asking.domain ? each.includes.map((group) => preferred(group)) : [],
  );
  if (includes.length === 0) return "";
  const texts = await asking.textsAt(asking.domain, "TXT");
  if (typeof texts === "string") return "";
  const records = texts.filter(({ text }) => isSpfVersion(text)).map(({ text }) => readSpf(text).value);
  return mergeRecords(records, includes) ?? "";
}

function preferred([first = ""]: readonly string[]): string {
  return first;
}

/** A provider that wants a domain for itself, at a domain with a company's mailboxes. */
async function conflictOf(asking: Asking, esps: readonly Esp[]): Promise<MailboxConflict | undefined> {
  const esp = esps.find(({ enterpriseMail }) => enterpriseMail === "apart");
  const records = await asking.textsAt(asking.domain, "MX");
  if (!esp || typeof records === "string") return undefined;
  const asked = esp.records.flatMap((each) => (each.purpose === "mx" ? each.targets : []));
  const { mailHosts, domain } = asking.question;
  for (const record of records) {
    const host = exchangeOf(record.text);
    const found = mailHosts.find(({ suffixes }) => suffixes.some((suffix) => isTarget(host, [suffix, `*.${suffix}`])));
    if (!found || isTarget(host, asked)) continue;
    const subdomain = `mail.${domain}`;
    return { mailboxes: found.title, host, esp: esp.title, subdomain, records: recordsAt(esp, subdomain), record };
  }
  return undefined;
}

/** What a provider asks a domain for, as lines of a master file parted by semicolons; a key is in its console. */
function recordsAt(esp: Esp, domain: string): string {
  return wantedBy(esp, domain)
    .filter(({ value }) => value !== "")
    .map((wanted) => {
      const value = wanted.purpose === "mx" ? `10 ${wanted.value}.` : `"${wanted.value}"`;
      return `${wanted.name}. ${typeOf(wanted)} ${value}`;
    })
    .join("; ");
}
