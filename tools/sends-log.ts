/**
 * Makes logs of daily sends from known parameters: for tests of what is fitted to them, and `samples/calibration/log.csv`,
 * which is written when this is run (`node tools/sends-log.ts`). All of it is invented.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { readWorldTables } from "../src/platform/world-files.ts";
import { dateText } from "../src/simulate/dates.ts";
import { binomial } from "../src/world/chance/binomial.ts";
import { keyOf } from "../src/world/chance/hash.ts";
import { logNormalEffect } from "../src/world/chance/normal.ts";
import { Stream } from "../src/world/chance/stream.ts";
import { sharesByDay } from "../src/world/flag-shares.ts";
import {
  anyOpenShare,
  deferralShare,
  inboxOfSeen,
  reputation,
  spamBounceShare,
  spamFolderShare,
  volumeAfter,
} from "../src/world/formulas.ts";
import type { MailboxProvider, Receiving } from "../src/world/parameters.ts";
import { must } from "./must.ts";

/** Shares of mails that the recipients of an invented sender answer with. */
export interface InventedRates {
  readonly invalidShare: number;
  readonly openShare: number;
  readonly clickOfOpensShare: number;
  readonly complaintShare: number;
  readonly unsubscribeShare: number;
}

/** What the sender of an invented log does, and what is true of the providers it meets. */
export interface InventedSender {
  readonly seed: number;
  /** Days since 1970. */
  readonly startDay: number;
  /** Mails to each provider, day by day. */
  readonly volumes: Readonly<Record<string, readonly number[]>>;
  readonly rates: InventedRates;
  /** Days with mail to a worse list: how many times as many of it bounce and complain. */
  readonly badDays: ReadonlyMap<number, number>;
  readonly receiving: Partial<Receiving>;
  readonly providers: Readonly<Record<string, Partial<MailboxProvider>>>;
  /** Whether a panel of 50 mailboxes says what it found in the inbox. */
  readonly panel: "panel" | "no panel";
}

/** Counts of a day at a provider. */
export type InventedRow = Readonly<Record<string, string | number>>;

const tables = must(readWorldTables(fileURLToPath(new URL("../rules/world", import.meta.url))));

/** The rows of an invented log, provider by provider. */
export function inventedRows(sender: InventedSender): readonly InventedRow[] {
  const receiving = { ...tables.receiving.value, ...sender.receiving };
  return Object.entries(sender.volumes).flatMap(([id, volumes], at) => {
    const shipped = tables.providers.get(id);
    if (shipped === undefined) throw new Error(`There is no provider ${id}.`);
    const chance = new Stream(keyOf([sender.seed, at]));
    const provider = new InventedProvider({ ...shipped.value, ...sender.providers[id] }, receiving, chance);
    return volumes.flatMap((mails, day): readonly InventedRow[] => {
      const worse = sender.badDays.get(day) ?? 1;
      const counts = provider.nextDay(mails, sender.rates, worse);
      if (mails === 0) return [];
      const { inboxShare, ...counted } = counts;
      const panel = sender.panel === "panel" ? { inbox: binomial(chance, 50, inboxShare) / 50 } : {};
      return [{ date: dateText(sender.startDay + day), domain: "news.example.com", provider: id, ...counted, ...panel }];
    });
  });
}

/** A provider that judges an invented sender by the model's own formulas. */
class InventedProvider {
  readonly #profile: MailboxProvider;
  readonly #receiving: Receiving;
  readonly #chance: Stream;
  #good = 0;
  #bad = 0;
  /** Opens, and bad evidence of complaints, of the days before that have not come yet: the next day's first. */
  readonly #lateOpens: number[] = [0, 0, 0, 0];
  readonly #lateBad: number[] = [0, 0, 0, 0];
  #volume: number;

  constructor(profile: MailboxProvider, receiving: Receiving, chance: Stream) {
    this.#profile = profile;
    this.#receiving = receiving;
    this.#chance = chance;
    this.#volume = profile.volumeStart;
  }

  nextDay(mails: number, rates: InventedRates, worse: number) {
    const { softBounceShare, missingShare, machineOpenShare, inboxShare } = this.#profile;
    const draw = (of: number, share: number) => binomial(this.#chance, of, Math.min(1, share));
    const [openEffect, complaintEffect] = [this.#dayEffect(), this.#dayEffect()];
    const good = reputation(this.#good, this.#bad, this.#receiving);
    const hard = draw(mails, rates.invalidShare * worse);
    const deferred = draw(mails - hard, deferralShare(this.#volume, mails, good, this.#receiving));
    const soft = draw(mails - hard, softBounceShare);
    const refused = draw(mails - hard - soft, spamBounceShare(good, this.#receiving));
    const delivered = mails - hard - soft - refused;
    const placed = delivered - draw(delivered, missingShare);
    const spam = draw(placed, spamFolderShare(inboxOfSeen(inboxShare, missingShare), good, this.#receiving));
    const inbox = placed - spam;
    const openShare = rates.openShare * openEffect;
    const people = draw(inbox, openShare) + draw(spam, openShare * this.#receiving.spamOpenShare);
    const opens = Math.min(placed, draw(placed, machineOpenShare) + draw(people, anyOpenShare(machineOpenShare)));
    const complaints = Math.min(people, draw(inbox, rates.complaintShare * worse * complaintEffect));
    this.#remember(mails, { placed, people, hard, complaints });
    return {
      accepted: mails,
      deferred_first_try: deferred,
      delivered,
      hard_bounce: hard,
      soft_bounce: soft,
      spam_bounce: refused,
      complaints,
      unique_opens: opens,
      clicks: Math.min(opens, draw(people, rates.clickOfOpensShare)),
      unsubscribes: draw(inbox, rates.unsubscribeShare),
      inboxShare: delivered === 0 ? 0 : inbox / delivered,
    };
  }

  #dayEffect(): number {
    return logNormalEffect(this.#chance, this.#receiving.dayDeviation);
  }

  #remember(
    mails: number,
    day: { readonly placed: number; readonly people: number; readonly hard: number; readonly complaints: number },
  ): void {
    const { halfLifeDays, openWeight, unopenedWeight, invalidWeight, complaintWeight } = this.#receiving;
    for (const [later, share] of sharesByDay(this.#receiving, 0).entries())
      this.#lateOpens[later] = (this.#lateOpens[later] ?? 0) + share * day.people;
    for (const [later, share] of sharesByDay(this.#receiving, this.#receiving.feedbackDelayHours).entries())
      this.#lateBad[later] = (this.#lateBad[later] ?? 0) + share * day.complaints * complaintWeight;
    const opens = this.#lateOpens.shift() ?? 0;
    this.#lateOpens.push(0);
    const kept = 0.5 ** (1 / halfLifeDays);
    this.#good = this.#good * kept + opens * openWeight + Math.max(0, day.placed - opens) * unopenedWeight;
    this.#bad = this.#bad * kept + day.hard * invalidWeight + (this.#lateBad.shift() ?? 0);
    this.#lateBad.push(0);
    const volume = volumeAfter(this.#volume, mails, reputation(this.#good, this.#bad, this.#receiving), this.#receiving);
    this.#volume = mails === 0 ? Math.max(volume, Math.min(this.#profile.volumeStart, this.#volume)) : volume;
  }
}

/** Rows as CSV, day by day. */
export function csvOf(rows: readonly InventedRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const inOrder = rows.toSorted((a, b) =>
    String(a["date"]) < String(b["date"]) ? -1 : Number(String(a["date"]) > String(b["date"])),
  );
  return `${[columns, ...inOrder.map((row) => columns.map((column) => row[column]))].map((fields) => fields.join(",")).join("\n")}\n`;
}

/** A log of 60 days: a new sender that grows, mails a bad list for a week, and recovers. */
export const sampleSender: InventedSender = {
  seed: 20261126,
  startDay: 20_698,
  volumes: { gmail: grown(4_000, 20_000), yahoo: grown(500, 5_000), microsoft: grown(800, 9_000), qq: grown(600, 8_000) },
  rates: { invalidShare: 0.004, openShare: 0.24, clickOfOpensShare: 0.09, complaintShare: 0.0007, unsubscribeShare: 0.002 },
  badDays: new Map([30, 31, 32, 33, 34, 35, 36].map((day) => [day, 6])),
  receiving: { dayDeviation: 0.12 },
  providers: { gmail: { volumeStart: 2_500 } },
  panel: "no panel",
};

/** Volumes that grow by 15 % a day up to a greatest; nothing is sent on every seventh day. */
export function grown(from: number, most: number, days = 60): readonly number[] {
  return Array.from({ length: days }, (_, day) => (day % 7 === 6 ? 0 : Math.round(Math.min(most, from * 1.15 ** day))));
}

if (import.meta.main) {
  const file = fileURLToPath(new URL("../samples/calibration/log.csv", import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, csvOf(inventedRows(sampleSender)));
}
