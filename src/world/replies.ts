import type { MailCounter } from "../model/simulation.ts";
import { numberAt } from "./numbers.ts";
import type { ProviderReply } from "./parameters.ts";
import { rowAt } from "./rows.ts";
import { counterAt, type Play } from "./state.ts";

const counterOf: Readonly<Record<ProviderReply["kind"], MailCounter>> = {
  deferred: "deferred",
  "bounced-hard": "bouncedHard",
  "bounced-soft": "bouncedSoft",
  "bounced-spam": "bouncedSpam",
};

/**
 * Tells, as a day ends, what providers said to mail that they did not take: by kind one of the provider's known wordings,
 * another each day. Which wording a real provider would choose is not modelled.
 */
export function noteReplies(play: Play, domain: number): void {
  if (!play.note) return;
  for (const [provider, { id, replies }] of play.plan.providers.entries()) {
    for (const [kind, counter] of Object.entries(counterOf)) {
      const mails = numberAt(play.ledger.counts, rowAt(play, domain, provider) + counterAt(counter));
      const known = replies.filter((reply) => reply.kind === kind);
      const reply = known[play.world.day % Math.max(1, known.length)];
      if (mails === 0 || !reply) continue;
      const { code, enhanced = "", text } = reply;
      play.note("reply", { provider: id, of: kind, mails, code, enhanced, text }, domain);
    }
  }
}
