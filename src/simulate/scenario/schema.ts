import * as v from "valibot";
import { limits } from "../../model/limits.ts";
import { platformValues, providerValues, receivingValues, tierValues } from "../../world/parameter-schema.ts";
import { dayNumber } from "./day-number.ts";
import { expecting, fitting } from "./expectation.ts";
import { listMisfit, scheduleMisfit } from "./misfit.ts";
import { overrides, overridesOf } from "./override-schema.ts";
import type { WrittenFigures, WrittenList, WrittenProvider, WrittenScenario } from "./written.ts";

const name = expecting(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.scenarioNameUnitsMax)), {
  en: `a name of 1 to ${limits.scenarioNameUnitsMax} characters`,
  zh: `1 到 ${limits.scenarioNameUnitsMax} 个字符的名称`,
});
/** The id of a mailbox provider. */
export const providerName: v.GenericSchema<string> = expecting(
  v.pipe(v.string(), v.regex(/^[a-z\d]{1,60}(?:-[a-z\d]{1,60}){0,5}$/)),
  {
    en: "words in lower case, parted by hyphens",
    zh: "以连字符相连的小写单词",
  },
);
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const date = expecting(
  v.pipe(
    v.string(),
    v.regex(/^(?:19[7-9]\d|2\d{3})-\d{2}-\d{2}$/),
    v.check((written) => dayNumber(written) !== undefined),
  ),
  { en: "a date that exists, such as 2026-12-01", zh: "存在的日期，例如 2026-12-01" },
);
const volumes = v.pipe(v.array(whole(0, limits.listAddressesMax)), v.minLength(1), v.maxLength(limits.scenarioDaysMax * 24));

function whole(least: number, most: number): v.GenericSchema<unknown, number> {
  return v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
}

const schedule = v.union([
  v.picklist(["as-allowed", "platform"]),
  fitting(
    v.pipe(
      v.strictObject({
        byDay: v.optional(
          described(volumes, "Mails of each day from the campaign's start on; the last figure holds for all days after."),
        ),
        byHour: v.optional(
          described(volumes, "Mails of each hour, under hour ticks; the last figure holds for all hours after."),
        ),
        from: v.optional(described(whole(1, limits.listAddressesMax), "A ramp: mails of its first day.")),
        factor: v.optional(
          described(
            v.pipe(v.number(), v.gtValue(0), v.maxValue(1000)),
            "Of a ramp: each day has so many times the mails of the day before.",
          ),
        ),
        max: v.optional(described(whole(1, limits.listAddressesMax), "Of a ramp: mails a day that it stays at.")),
      }),
      v.check((figures) => isOneForm(figures)),
    ),
    {
      en: "one of byDay, byHour, or from with factor (and max)",
      zh: "byDay、byHour，或 from 加 factor（可加 max）之一",
    },
    scheduleMisfit,
  ),
]);

function isOneForm({ byDay, byHour, from, factor, max }: WrittenFigures): boolean {
  const isRamp = from !== undefined && factor !== undefined;
  const isPart = [from, factor, max].some((each) => each !== undefined);
  return [byDay !== undefined, byHour !== undefined, isRamp].filter(Boolean).length === 1 && isRamp === isPart;
}

function described<T>(schema: v.GenericSchema<unknown, T>, text: string): v.GenericSchema<unknown, T> {
  return v.pipe(schema, v.description(text));
}

const platform = v.union([
  name,
  v.strictObject({
    profile: name,
    set: v.optional(described(overrides(platformValues, "id", "label"), "Parameters of the platform that are otherwise here.")),
  }),
]);

const provider: v.GenericSchema<unknown, WrittenProvider> = v.strictObject({
  like: v.optional(described(name, "Of a provider that has no profile: the profile that it resembles.")),
  ...overridesOf(providerValues, "id", "label", "replies", "repliesSource"),
});

const ips = v.strictObject({
  kind: described(v.picklist(["shared", "dedicated"]), "On shared IPs the neighbours decide the reputation."),
  count: v.optional(described(whole(1, limits.poolIpsMax), "Dedicated IPs (default: 1).")),
  scenarioRates: v.optional(
    described(
      v.pipe(v.array(v.pipe(v.number(), v.gtValue(0), v.maxValue(1_000_000))), v.maxLength(limits.poolScenariosMax)),
      "Mails a second of each kind of mail that shares the IPs, for the count that they need.",
    ),
  ),
  isWarm: v.optional(described(v.boolean(), "Whether the IPs have sent well for long (default: false).")),
});

const domain = v.strictObject({
  level: v.optional(described(whole(1, 1_000), "Reputation level at the start (default: the platform's first).")),
  ips: v.optional(described(name, "Name of the IPs that it sends from; left out for the platform's shared pool.")),
  isWarm: v.optional(described(v.boolean(), "Whether the domain has sent well for long (default: false).")),
});

const shares = v.record(name, share);

const list: v.GenericSchema<unknown, WrittenList> = fitting(
  v.pipe(
    v.strictObject({
      size: v.optional(described(whole(1, limits.listAddressesMax), "Addresses.")),
      providers: v.optional(described(shares, "Shares of the addresses by mailbox provider, which add up to 1.")),
      file: v.optional(
        described(name, "A file of addresses, one a line, from which size and providers are counted; beside the scenario file."),
      ),
      tiers: described(
        shares,
        "Shares of the addresses by when they were last seen to read, in the order in which they are mailed.",
      ),
      ...overridesOf(tierValues, "id", "label"),
    }),
    v.check(({ size, providers, file }) =>
      file === undefined ? size !== undefined && providers !== undefined : size === undefined && providers === undefined,
    ),
  ),
  { en: "either size and providers, or file", zh: "size 加 providers，或只写 file" },
  listMisfit,
);

const campaign = v.strictObject({
  domain: described(name, "The domain that sends it."),
  list: described(name, "The list that is mailed."),
  start: v.optional(described(date, "The day it may begin (default: the scenario's start).")),
  templateSubmitted: v.optional(
    described(date, "The day its template is handed in for review, which it waits for (left out where it has passed)."),
  ),
  after: v.optional(described(name, "A campaign that must be done before.")),
  mailings: v.optional(described(whole(1, limits.scenarioDaysMax), "Times that the whole list is mailed (default: 1).")),
  everyDays: v.optional(
    described(whole(1, limits.scenarioDaysMax), "Days from the start of one mailing to that of the next at least (default: 7)."),
  ),
  schedule: v.optional(
    described(schedule, "How many mails on which day: as-allowed (default), platform (its day plan), figures, or a ramp."),
  ),
  order: v.optional(described(v.picklist(["by-tier", "mixed"]), "One tier after another (default), or all in proportion.")),
  via: v.optional(
    described(v.picklist(["batch", "api"]), "Over the quota a batch waits (default); what is sent by calls of the API fails."),
  ),
});

const account = v.strictObject({
  balance: v.optional(
    described(
      v.pipe(v.number(), v.minValue(0), v.maxValue(1e12)),
      "Money at the start, in the platform's currency; left out for enough.",
    ),
  ),
  offset: v.optional(
    described(
      expecting(v.pipe(v.string(), v.regex(/^[+-](?:0\d|1[0-4]):[0-5]\d$/)), {
        en: "hours and minutes east of UTC, such as +08:00",
        zh: "与 UTC 的时差，例如 +08:00",
      }),
      "Where the account's day begins, from UTC (default: +00:00).",
    ),
  ),
});

/** The shape of a scenario file. */
export const scenarioSchema: v.GenericSchema<unknown, WrittenScenario> = v.strictObject({
  scenario: described(name, "Title of the scenario."),
  start: described(date, "The first day."),
  days: described(whole(1, limits.scenarioDaysMax), "Days that are simulated."),
  tick: v.optional(described(v.picklist(["day", "hour"]), "Step of the clock (default: day).")),
  seed: v.optional(described(whole(0, limits.scenarioSeedMax), "All chance comes from it (default: 1).")),
  runs: v.optional(described(whole(1, limits.scenarioRunsMax), "Times that the scenario is played (default: 300).")),
  platform: described(platform, "The profile of the ESP, or a profile with parameters set otherwise."),
  calibration: v.optional(
    described(
      name,
      "A file of parameters that mailworthy simulate calibrate has fitted, beside the scenario file; what the scenario sets itself comes first.",
    ),
  ),
  receiving: v.optional(described(overrides(receivingValues), "Parameters of how all providers judge.")),
  account: v.optional(account),
  providers: v.optional(
    described(v.record(providerName, provider), "Parameters of mailbox providers, and providers of your own."),
  ),
  ips: v.optional(described(v.record(name, ips), "IPs by name.")),
  domains: described(v.record(name, domain), "Sender domains."),
  lists: described(v.record(name, list), "Lists of recipients by name."),
  campaigns: described(v.record(name, campaign), "Campaigns by name: the first comes first where they share a quota."),
});
