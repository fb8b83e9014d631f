// Made by `npm run docs`; edits here are lost.

/** When a report warns of a plan: `rules/world/warnings.yaml`. */
export const warningThresholds = {
  /** Mails a day from a new domain. Clause 27 names 100,000 on the first day without warm-up as a cause of the spam folder. */
  firstDayMails: 100_000,
  /** Days from the start to the last mail. Clause 28 asks for at least a month of warm-up; that four weeks will do is our reading. */
  warmUpDays: 28,
  /** Share of accepted mails. Clause 31: a bounce rate of at most 5 %. */
  bounceShareMax: 0.05,
  /** Share of mails in the inbox. The spam rate that Gmail's and Yahoo's guidelines for senders ask to stay below. */
  complaintShareMax: 0.003,
  /** Share of mails in the inbox. Gmail's guidelines for senders ask for a spam rate below 0.1 %, and never 0.3 % or more. */
  complaintShareSafe: 0.001,
  /** Share of replications. Our choice: what happens in fewer than one of twenty replications is not told; a warning that is always there is not read. */
  riskShareMin: 0.05,
  /** Share of replications. Our choice: a plan that is stopped as often as not will be, for all that can be said. */
  riskShareError: 0.5,
} as const;
