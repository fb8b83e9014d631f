// The rows of what a play has in memory, in the order of ../rows.ts and ../layout.ts.

/** What is so of the whole plan. */
@unmanaged
export class Facts {
  streams: f64 = 0;
  cohorts: f64 = 0;
  providers: f64 = 0;
  domains: f64 = 0;
  pools: f64 = 0;
  slots: f64 = 0;
  retries: f64 = 0;
  spamOpenShare: f64 = 0;
  complaintFatigueShare: f64 = 0;
  deferShareMax: f64 = 0;
  deferReputationShare: f64 = 0;
  priorGood: f64 = 0;
  priorBad: f64 = 0;
  spamBounceReputation: f64 = 0;
  spamBounceShareMax: f64 = 0;
  spamSlope: f64 = 0;
  spamReputation: f64 = 0;
  dayDeviation: f64 = 0;
  poolMean: f64 = 0;
  poolPersistence: f64 = 0;
  poolDeviation: f64 = 0;
  kept: f64 = 0;
  openWeight: f64 = 0;
  unopenedWeight: f64 = 0;
  invalidWeight: f64 = 0;
  complaintWeight: f64 = 0;
  idleFactor: f64 = 0;
  volumeUsedShare: f64 = 0;
  volumeGrowthSlope: f64 = 0;
  volumeReputation: f64 = 0;
  volumeGrowthMin: f64 = 0;
  volumeGrowthMax: f64 = 0;
}

@unmanaged
export class Cohort {
  size: f64 = 0;
  openShare: f64 = 0;
  complaintShare: f64 = 0;
  unsubscribeShare: f64 = 0;
  clickOfOpensShare: f64 = 0;
  invalidShare: f64 = 0;
  /** The number of those whom the same share is listed of. */
  listedGroup: f64 = 0;
  /** Mails in the last seven days; those of each weekday follow. */
  inWeek: f64 = 0;
  onDay0: f64 = 0;
}

@unmanaged
export class Provider {
  softBounceShare: f64 = 0;
  missingShare: f64 = 0;
  inboxOfSeen: f64 = 0;
  machineOpenShare: f64 = 0;
  domainWeight: f64 = 0;
  volumeStart: f64 = 0;
  greylists: f64 = 0;
  openEffect: f64 = 0;
  complaintEffect: f64 = 0;
}

/** A domain at a provider. */
@unmanaged
export class Sender {
  volume: f64 = 0;
  offered: f64 = 0;
  good: f64 = 0;
  bad: f64 = 0;
  reputation: f64 = 0;
  refusedShare: f64 = 0;
  spamShare: f64 = 0;
  placed: f64 = 0;
}

/** A pool of IPs at a provider. */
@unmanaged
export class Pool {
  good: f64 = 0;
  bad: f64 = 0;
  neighbours: f64 = 0;
  isMoody: f64 = 0;
}

@unmanaged
export class Domain {
  requested: f64 = 0;
  accepted: f64 = 0;
  listed: f64 = 0;
  delivered: f64 = 0;
  invalid: f64 = 0;
  spamBounces: f64 = 0;
  complaints: f64 = 0;
  opens: f64 = 0;
  deliveredByOwn: f64 = 0;
  pool: f64 = 0;
  /** Whether its senders' reputations are those of its own IPs by the evidence that there is. */
  isLearned: f64 = 0;
}

/** Of cohorts whom the same share is listed of: of who exists, and of who does not, the share that is not. */
@unmanaged
export class Unlisted {
  valid: f64 = 0;
  invalid: f64 = 0;
}

/** The counters of a sender on a day, in the order of the ledger's. */
@unmanaged
export class Row {
  requested: f64 = 0;
  accepted: f64 = 0;
  droppedUnsubscribed: f64 = 0;
  droppedOwnList: f64 = 0;
  droppedSharedList: f64 = 0;
  bouncedHard: f64 = 0;
  bouncedSoft: f64 = 0;
  bouncedSpam: f64 = 0;
  deferred: f64 = 0;
  expired: f64 = 0;
  failedDayBlock: f64 = 0;
  failedQuota: f64 = 0;
  missing: f64 = 0;
  spam: f64 = 0;
  inbox: f64 = 0;
  openedHuman: f64 = 0;
  openedMachine: f64 = 0;
  clicked: f64 = 0;
  complained: f64 = 0;
  unsubscribed: f64 = 0;
}

/** Of a stream: the shares of what becomes of mail that is taken. */
@unmanaged
export class Shares {
  /** When they were worked out, and for how many mails a week. */
  stamp: f64 = 0;
  soft: f64 = 0;
  refused: f64 = 0;
  missing: f64 = 0;
  spam: f64 = 0;
  spamOpened: f64 = 0;
  inbox: f64 = 0;
  opened: f64 = 0;
  clicked: f64 = 0;
  complained: f64 = 0;
  unsubscribed: f64 = 0;
  weekly: f64 = 0;
}

/** Of a sender's opened mails, those of each kind. */
@unmanaged
export class Flags {
  opened: f64 = 0;
  clicked: f64 = 0;
  complained: f64 = 0;
  left: f64 = 0;
}

/** A key, how far its numbers have been drawn, and one number more. */
@unmanaged
export class Key {
  first: i32 = 0;
  second: i32 = 0;
  counter: i32 = 0;
  stamp: i32 = 0;
}
