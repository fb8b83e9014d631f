/**
 * Every limit on what a stranger's input may cost, each with its reason.
 * Passing one is a finding or a gap, never a crash.
 */
export const limits = {
  /** A larger file is not read whole: the standard allows 4 MiB on the wire, and twice that leaves room to say so exactly. */
  inputBytesMax: 8_388_608,
  /** A larger message is not read: a 50 MB file attached takes 68 MB on the wire, and no large provider takes more (Gmail 50 MB, facts C1). */
  messageBytesMax: 100_663_296,
  /** Browsers stop nesting at 512 elements; deeper markup is a mistake or an attack. */
  nestingMax: 512,
  /** Tree nodes kept of one document. A 4 MiB mail of ordinary markup has about 100,000. */
  nodesMax: 400_000,
  /** Unclosed formatting tags (b, i, font …) that are honoured; each is copied into every later block (HTML standard, 13.2.4.3). */
  formattingOpenMax: 64,
  /** Units a template tag may span; a longer one is an opener without an end. */
  templateTagUnitsMax: 4_096,
  /** Selectors times elements that the cascade may try; past it class styles are left out and said so. */
  selectorStepsMax: 4_000_000,
  /** Fields of one header that are read; Gmail takes 5,000 (its message header limits, facts C1). */
  headerFieldsMax: 10_000,
  /** Fields of all the headers in one message that are read: ten for each part that is read. */
  partFieldsMax: 100_000,
  /** Addresses of all fields of one kind that are read; more recipients than any server takes in one message. */
  addressesMax: 50_000,
  /** Words and marks of one address with its name; a name of 998 units has at most half as many. */
  addressTokensMax: 1_000,
  /** Parts of a message that are read; Gmail stops at 500 attachments (facts C1). */
  partsMax: 10_000,
  /** Multiparts and messages inside each other; real mail has fewer than ten. */
  partsNestingMax: 100,
  /** At-rules inside at-rules of a style sheet that are read; deeper ones are no style anyone wrote. */
  atRulesNestedMax: 8,
  /** Units of a style value that are looked at: longer lists of fonts and backgrounds say nothing new. */
  styleValueUnitsMax: 1_000,
  /** Units a colour may span: `hsla(359.9999deg, 99.99%, 99.99%, 0.9999)` and the like fit, and the library's patterns are not linear. */
  colourUnitsMax: 64,
  /** Open blocks that a closing tag is held against; blocks that overlap further are broken whatever is said of them. */
  blocksOverlappingMax: 16,
  /** Brackets in brackets, or dashes behind dashes, of YAML; the parser would recurse into more, and nobody wrote them. */
  yamlNestingMax: 64,
  /** Aliases of a YAML text, and what they may come to; more are an attack (the "billion laughs"). */
  yamlAliasesMax: 100,
  /** Levels of a value read from YAML: written ones end long before this, and only a circle goes on. */
  yamlLevelsMax: 1_000,
  /** Bytes of a zip file's directory that are read, and its entries; the directory is read, never what it lists. */
  zipDirectoryBytesMax: 1_048_576,
  zipEntriesMax: 10_000,
  /** Template tags of one message that are told; a mail that was never filled in has dozens. */
  tagsToldMax: 200,
  /** Units of offending text quoted in a report. */
  excerptUnitsMax: 200,
  /** Findings of one rule in one document; the last says how many more. */
  findingsPerRuleMax: 50,
  /** Bytes of a front matter block or sidecar file. */
  metadataBytesMax: 262_144,
  /** Bytes of a configuration, rule or data file. */
  configBytesMax: 4_194_304,
  /** Days ahead that a waiver may last: a year, and the leap day in it. One that nobody renews should not outlive its reason. */
  waiverDaysMax: 366,
  /** DNS questions one message may cause: SPF allows 10 terms with 10 hosts each, twice for two identities. */
  dnsLookupsPerMessageMax: 300,
  /** Questions of one message that may time out; a domain whose servers are silent is not waited for any longer. */
  dnsTimeoutsPerMessageMax: 4,
  /** Milliseconds a server of the DNS is waited for the first time; each further try waits twice as long. */
  dnsTimeoutMs: 2_000,
  /** The same of a server that has answered nothing yet: three tries take five seconds, which is as long as people wait. */
  dnsMuteTimeoutMs: 700,
  /** Times a question is put, to one server or several, before it is given up. */
  dnsTriesMax: 3,
  /** Aliases (CNAME) followed in a row. */
  dnsAliasesMax: 8,
  /** Questions that wait for one server's answer at a time; public resolvers throttle those who ask more. */
  dnsOpenPerServerMax: 256,
  /** Questions that wait at one socket: more are lost in its receive buffer (measured: 806 of 100,000 at 1,000). */
  dnsOpenPerSocketMax: 128,
  /** Questions that are asked at a time in all. */
  dnsOpenMax: 1_024,
  /** Questions that wait for their turn; a run that has more does not wait for any. */
  dnsQueuedMax: 200_000,
  /** Bytes of one message of the DNS: its length has two bytes over TCP. */
  dnsMessageBytesMax: 65_535,
  /** Records of one message that are looked at; the largest sets of real mail have a hundred. */
  dnsRecordsPerAnswerMax: 4_096,
  /** Answers remembered within a run, and units of text in them all. */
  dnsAnswersKeptMax: 20_000,
  dnsAnswerUnitsKeptMax: 33_554_432,
  /** Seconds an answer, and a "not there", is remembered at most (RFC 8767, 4; RFC 2308, 5), and a failure (RFC 9520, 3.2). */
  dnsFoundSecondsMax: 86_400,
  dnsAbsentSecondsMax: 10_800,
  dnsFailedSeconds: 5,
  /** Signatures of one message that are verified; senders have one to three. */
  signaturesVerifiedMax: 10,
  /** Names in a signature's `h=`; more are an attack on those who compare them. */
  signedFieldsMax: 300,
  /** Bytes and lines of a header that signatures are verified over; mailboxes refuse larger ones. */
  authenticatedHeaderBytesMax: 524_288,
  authenticatedHeaderLinesMax: 8_192,
  /** Units of a tag list, such as a signature or a key, that are read; keys of 16,384 bits take 3,000. */
  tagListUnitsMax: 65_536,
  /** Authentication-Results fields that are read, units of each, and results in all of them. Gmail takes 32 KB of a field (facts C7). */
  claimFieldsMax: 20,
  claimUnitsMax: 32_768,
  claimsMax: 200,
  /** Units of a logo that are read: eight times what mailboxes take (32 KiB), so that its faults are told with its size. */
  logoUnitsMax: 262_144,
  /** Base64 units of a mark certificate that are read; one with a logo of 32 KiB in it takes 60,000. */
  markCertificateUnitsMax: 131_072,
  /** Lines of an MTA-STS policy that are read; a policy names hosts, a line each, and the largest have a few dozen. */
  policyLinesMax: 1_000,
  /** Mail servers of one domain whose certificates' records (TLSA) are asked for; senders try no more than a few. */
  mailServersAskedMax: 10,
  /** Certificates of one server that are read, and units of each in base64; chains have two to four, of 2,000 to 3,000. */
  certificatesMax: 10,
  certificateUnitsMax: 32_768,
  /** Name servers of one domain whose addresses are asked for; thirteen fit into an answer of 512 bytes. */
  nameServersMax: 13,
  /** Addresses of name servers of one zone that are asked one by one, and servers of the zone above; thirteen names with two each. */
  serversAskedMax: 26,
  parentServersAskedMax: 3,
  /** Questions that each of them is asked; a domain has six names for its mail, and one for each selector. */
  serverQuestionsMax: 40,
  /** Questions that one of them may leave without an answer before it is asked no more. */
  serverTimeoutsMax: 2,
  /** Resolvers that are held against them. */
  resolversMax: 20,
  /** Milliseconds that one of them is waited for the first time: all are waited for, and silence is told and not judged. */
  serverTimeoutMs: 1_000,
  /** Single servers that are waited for at a time: each takes sockets of its own. */
  serversOpenMax: 64,
  /** Levels above a name at which its zone may begin; real ones begin one or two above. */
  zoneLevelsMax: 5,
  /** Aliases of a zone file that are followed; a zone may have thousands that no mail uses. */
  zoneAliasesMax: 50,
  /** Faults of a zone file that are told; a zone with one mistake of a kind often has hundreds. */
  zoneFaultsMax: 50,
  /** Sending hosts of one domain that are asked for; each is asked of every list. */
  sendingHostsMax: 16,
  /** Names of one address that are looked up; SPF's limit for its `ptr` (RFC 7208, 4.6.4). */
  hostNamesMax: 10,
  /** Lists of addresses or domains that are asked. */
  blockListsMax: 16,
  /** Hosts of MX records that are asked for; the largest providers name seven, and SPF stops at ten (RFC 7208, 4.6.4). */
  mxHostsMax: 20,
  /** Faults told of one record of the DNS; one with more was not written for us. */
  recordFaultsMax: 100,
  /** Strings of one TXT record whose joins are looked at: 65,535 bytes of 255 each make 257. */
  recordStringsMax: 300,
  /** Tags of one record, such as a DMARC record, that are read; the longest have a dozen. */
  recordTagsMax: 200,
  /** Where receivers stop (RFC 7208, 4.6.4): terms that ask the DNS, those of them that find nothing, and hosts of one `mx`. */
  spfLookupsMax: 10,
  spfVoidLookupsMax: 2,
  spfMxHostsMax: 10,
  /** Records of SPF that one record may lead to, and names their terms may ask for; receivers stop after ten terms. */
  spfRecordsMax: 50,
  spfNamesAskedMax: 150,
  /** Terms of one record whose addresses are counted; 65,535 bytes have room for more, and nobody wrote them. */
  spfTermsCountedMax: 1_000,
  /** Terms of a tree of SPF records that are told one by one. */
  spfStepsToldMax: 60,
  /** DKIM selectors of one domain that are asked for: those given, and those of the table. A sender has one to five. */
  dkimSelectorsMax: 50,
  dkimSelectorsTriedMax: 100,
  /** Names asked on the walk from a domain up to its DMARC record (RFC 9989, 4.10). */
  dmarcStepsMax: 8,
  /** Report addresses of one tag of a DMARC record that are read, and those of a record that are looked up; senders have one to three. */
  dmarcUrisMax: 100,
  dmarcDestinationsMax: 10,
  /** Changes that one way of mending proposes for one finding, and all proposals at a time; few have more than five. */
  proposalsPerMenderMax: 30,
  proposalsMax: 200,
  /** Changes taken one after another, and times that a domain is judged anew in all to find them. */
  repairRoundsMax: 20,
  repairTrialsMax: 1_000,
  /**
   * Work of all judgings for a repair, by records, findings and hundreds of characters: a record of a thousand includes is
   * judged a few dozen times, which takes seconds and not minutes, and a usual domain 100 times and more.
   */
  repairWorkMax: 10_000,
  /** Values looked at in an answer of a provider's API, and records of it; a domain has five records of five values. */
  pastedValuesMax: 2_000,
  pastedRecordsMax: 200,
  /** Declared senders of one domain that are looked at, and blocks of one; large organisations have a dozen of each. */
  sendersMax: 50,
  senderBlocksMax: 50,
  /** Addresses of one block that SPF is evaluated for: its ends, and where the record's own blocks begin and end in it. */
  senderBlockAddressesMax: 16,
  /** Records of an ESP that are gone through for addresses to try, and addresses tried; the largest has five records. */
  providerRecordsMax: 10,
  providerAddressesMax: 4,
  /** Addresses of one run's flags, and of senders, that are evaluated with a trace. */
  connectionsMax: 50,
  /** Bytes and records of a zone file. */
  zoneBytesMax: 16_777_216,
  zoneRecordsMax: 200_000,
  /** Units of one line of a zone file: 65,535 bytes, each written as `\DDD`, take four times as many; longer ones exhaust the stack of patterns. */
  zoneLineUnitsMax: 524_288,
  /** Units of one line of a list of names; a name has at most 253, and what follows it is a remark. */
  namesLineUnitsMax: 65_536,
  /** Bytes of a recording: that of 100,000 domains has about 400 MB, and the text is held in memory while it is read. */
  recordingBytesMax: 268_435_456,
  /** Files that the files of one zone include, and how deep; a file that includes itself ends there. */
  zoneIncludesMax: 100,
  zoneIncludeNestingMax: 10,
  /** Zone files of one folder that are read. */
  zoneFilesMax: 10_000,
  /** Bytes of a policy file (RFC 8461, 3.3), and milliseconds that fetching it may take in all (a minute there; nobody waits so long). */
  policyBytesMax: 65_536,
  policyTimeoutMs: 10_000,
  /** Bytes of memory for the recipients of the exact engine, two for each and more for lists of several campaigns: half of what WebAssembly can address. */
  exactBytesMax: 2_147_483_648,
  /** Days that a scenario spans: ten years, which no plan looks ahead. */
  scenarioDaysMax: 3_650,
  /** Times that a scenario is played; bands of 100,000 are as exact as anybody reads them. */
  scenarioRunsMax: 100_000,
  /** Figures kept of all replications together, 8 bytes each: 1 GiB; 1,000 of 90 days at 12 providers take 61 MB. */
  simulationFiguresMax: 134_217_728,
  /** Numbers that one replication writes down, by day, sender and provider, 8 bytes each, on every thread: 12 domains at 60 providers for ten years. */
  simulationLedgerMax: 67_108_864,
  /** Memory of a kernel above which a play's is not kept for the next one: it never shrinks. 90 days at 12 providers take 0.3 MB. */
  simulationMemoryKeptBytesMax: 33_554_432,
  /** Threads that one simulation may be asked to use; few machines have more cores. */
  simulationThreadsMax: 64,
  /** Events to come, 20 bytes each: 84 MB; four for each mail of the largest day of the standard. */
  agendaEventsMax: 4_194_304,
  /** Greater numbers are not exact in JSON, so that two seeds would be one. */
  scenarioSeedMax: 9_007_199_254_740_991,
  /** Lists, campaigns, IPs and own providers of one scenario, and domains where the platform sets no bound: a page of each. */
  scenarioListsMax: 50,
  scenarioCampaignsMax: 100,
  scenarioIpsMax: 50,
  scenarioProvidersMax: 50,
  scenarioDomainsMax: 100,
  /** Domains that mail one list: who has unsubscribed from which is kept in three bits for each recipient. */
  scenarioDomainsPerListMax: 3,
  /** Addresses of one list, and of all: there are 4 to 5 billion mailboxes on earth. */
  listAddressesMax: 1_000_000_000,
  scenarioAddressesMax: 4_000_000_000,
  /** Dedicated IPs of one pool, and scenarios that share one; large senders have hundreds. */
  poolIpsMax: 10_000,
  poolScenariosMax: 100,
  /** Faults of one scenario that are told; one mistake that was copied makes dozens. */
  scenarioFaultsMax: 50,
  /** Units of a title or name; longer ones fit no table. */
  scenarioNameUnitsMax: 200,
  /** Bytes of an address (RFC 5321, 4.5.3.1.3, less its angle brackets), of what stands before its `@` (4.5.3.1.1). */
  addressBytesMax: 254,
  addressLocalBytesMax: 64,
  /** Bytes of one quoted field of a CSV that may have line ends in it; one that is longer was never closed. */
  csvFieldBytesMax: 65_536,
  /** Lines of an address file that hold no address and are told by number. */
  addressFaultsToldMax: 10,
  /** Tries of one mail: at the shortest wait that servers use, a minute, three days have 4,320. */
  triesMax: 4_320,
  /** Bytes of a log of daily sends, rows of it that are read, and units of one row: ten years of 5 domains at 8 providers have 150,000. */
  sendsLogBytesMax: 33_554_432,
  sendsLogRowsMax: 200_000,
  /**
   * Days of a log that are fitted, the latest: providers forget within weeks, and a fit takes time by the day and provider, with
   * a panel half a minute to two for 400 days at 8 providers; rows of one day and provider are summed and add little.
   */
  sendsLogDaysMax: 400,
  sendsLogLineUnitsMax: 4_096,
  /** Problems of a log that are told; a column that is filled in wrongly has one in each row. */
  sendsLogProblemsMax: 50,
  /** A count of mails in a log; a day of the largest senders has a thousand million. */
  sendsLogCountMax: 1_000_000_000,
} as const;
