// The order of the fields of each kind of row, as the classes of kernel/memory.ts have them.

export const cohortFields = [
  "size",
  "openShare",
  "complaintShare",
  "unsubscribeShare",
  "clickOfOpensShare",
  "invalidShare",
  "listedGroup",
  "inWeek",
  "onDay0",
] as const;

export const providerFields = [
  "softBounceShare",
  "missingShare",
  "inboxOfSeen",
  "machineOpenShare",
  "domainWeight",
  "volumeStart",
  "greylists",
  "openEffect",
  "complaintEffect",
] as const;

export const senderFields = ["volume", "offered", "good", "bad", "reputation", "refusedShare", "spamShare", "placed"] as const;

export const poolFields = ["good", "bad", "neighbours", "isMoody"] as const;

/** The first ones are those of a domain's day (state.ts). */
export const domainFields = [
  "requested",
  "accepted",
  "listed",
  "delivered",
  "invalid",
  "spamBounces",
  "complaints",
  "opens",
  "deliveredByOwn",
  "pool",
  "isLearned",
] as const;

export const factFields = [
  "streams",
  "cohorts",
  "providers",
  "domains",
  "pools",
  "slots",
  "retries",
  "spamOpenShare",
  "complaintFatigueShare",
  "deferShareMax",
  "deferReputationShare",
  "priorGood",
  "priorBad",
  "spamBounceReputation",
  "spamBounceShareMax",
  "spamSlope",
  "spamReputation",
  "dayDeviation",
  "poolMean",
  "poolPersistence",
  "poolDeviation",
  "kept",
  "openWeight",
  "unopenedWeight",
  "invalidWeight",
  "complaintWeight",
  "idleFactor",
  "volumeUsedShare",
  "volumeGrowthSlope",
  "volumeReputation",
  "volumeGrowthMin",
  "volumeGrowthMax",
] as const;
