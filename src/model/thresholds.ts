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

/** What a calibration asks of a log and of a fit: `rules/world/calibration.yaml`. */
export const calibrationThresholds = {
  /** Share of the days with mail, the last ones, that a fit is held against. Our choice: a fifth is the usual share that is held out. */
  heldShare: 0.2,
  /** Days with mail. Our choice: of fewer, less than two would be held out. */
  heldDaysMin: 10,
  /** Daily counts of the days held out. Worked out: of 60 counts that are covered nine times in ten, less than 80 % or more than 97 % are in one of 40 logs. */
  heldCountsMin: 60,
  /** Events that are expected of a daily count. Our choice, as it is usual for counts: a count of which fewer are expected is covered by any band. */
  heldExpectedMin: 5,
  /** Share of the counts held out that lie in their 90 % bands. Our choice: where less are, the model is too sure of itself; see heldCountsMin for how often chance alone does it. */
  coveredShareMin: 0.8,
  /** Share of the counts held out that lie in their 90 % bands. Our choice: where more are, the bands are too wide to tell anything; see heldCountsMin for how often chance alone does it. */
  coveredShareMax: 0.97,
  /** Opens in a log. Our choice: with fewer, chance hides what the days have in common. */
  opensMin: 200,
  /** Events, and mails without one, at a provider. Our choice: with fewer, the 90 % interval of a rate is wider than the rate itself. */
  ownEventsMin: 10,
  /** Mailboxes. A log does not say how many mailboxes a panel has; most have between 20 and 100. */
  panelMailboxes: 50,
  /** Days from the start of a log. Our choice: a week has every weekday once; a sender that was known before is taken to have always sent so. */
  firstDays: 7,
} as const;
