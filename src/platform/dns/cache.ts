import type { DnsAnswer } from "../../model/dns.ts";
import { limits } from "../../model/limits.ts";

/** An answer, and how long it may be told again. */
export interface Kept {
  readonly answer: DnsAnswer;
  readonly seconds: number;
}

interface Entry {
  readonly answer: Promise<DnsAnswer>;
  /** When it is told no more; never before it is there. */
  untilMs: number;
  units: number;
}

/** Room for what is not counted: keys, numbers, the objects themselves. */
const ENTRY_UNITS = 200;

/**
 * Remembers answers as long as they hold, and lets all who ask the same at the same time wait for one answer. What was
 * not asked for longest is forgotten first. RFC 8020 is not applied: servers that deny a name and know one below it are
 * what is looked for.
 */
export class AnswerCache {
  private readonly entries = new Map<string, Entry>();
  private readonly nowMs: () => number;
  private units = 0;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  /** The answer under a key, or what `ask` brings, which never rejects. */
  get(key: string, ask: () => Promise<Kept>): Promise<DnsAnswer> {
    const known = this.entries.get(key);
    if (known) {
      this.entries.delete(key);
      if (known.untilMs > this.nowMs()) {
        this.entries.set(key, known);
        return known.answer;
      }
      this.units -= known.units;
    }
    return this.enter(key, ask);
  }

  private enter(key: string, ask: () => Promise<Kept>): Promise<DnsAnswer> {
    const answer = ask().then((kept) => {
      this.keep(key, entry, kept);
      return kept.answer;
    });
    const entry: Entry = { answer, untilMs: Number.POSITIVE_INFINITY, units: ENTRY_UNITS };
    this.entries.set(key, entry);
    this.units += entry.units;
    this.forget();
    return answer;
  }

  private keep(key: string, entry: Entry, { answer, seconds }: Kept): void {
    if (this.entries.get(key) !== entry) return;
    entry.untilMs = this.nowMs() + seconds * 1000;
    const units = unitsOf(answer);
    entry.units += units;
    this.units += units;
    this.forget();
  }

  private forget(): void {
    for (const [key, { units }] of this.entries) {
      if (this.entries.size <= limits.dnsAnswersKeptMax && this.units <= limits.dnsAnswerUnitsKeptMax) return;
      this.entries.delete(key);
      this.units -= units;
    }
  }
}

function unitsOf(answer: DnsAnswer): number {
  if (answer.status !== "found") return 0;
  let units = 0;
  for (const { value } of answer.records) {
    units += ENTRY_UNITS;
    for (const string of typeof value === "string" ? [value] : value) units += string.length;
  }
  return units;
}
