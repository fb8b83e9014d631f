import { expect, test } from "vitest";
import { cellsOf } from "../../../src/simulate/calibrate/cells.ts";
import { OpenModel } from "../../../src/simulate/calibrate/open-model.ts";
import { readLog } from "../../../src/simulate/calibrate/read-log.ts";
import { inboxOfSeen, spamFolderShare } from "../../../src/world/formulas.ts";
import { must } from "../../../tools/must.ts";
import { tables } from "../../support/world-tables.ts";

const csv = `date,provider,domain,delivered,unique_opens,complaints
2026-12-01,gmail,a.example,900,20,9
2026-12-01,gmail,b.example,300,90,0
2026-12-02,gmail,a.example,500,10,0
2026-12-02,gmail,b.example,500,150,0
`;

test.for([0.01, 0.5, 0.87, 0.999, 1])("with %d in the inbox mail of several senders lands as the world has it", (inboxShare) => {
  const [provider] = cellsOf(must(readLog(csv)), tables).providers;
  if (!provider) throw new Error("There is mail to one provider.");
  const receiving = tables.receiving.value;
  const model = new OpenModel(provider, receiving);
  for (const spamSlope of [5, 14]) {
    const judgement = { start: "new", spamSlope, complaintWeight: 90, deviation: 0.2 } as const;
    const reputations = model.reputations(judgement);
    const ofSeen = inboxOfSeen(inboxShare, provider.profile.missingShare);
    const inbox = [...reputations].map((each) => 1 - spamFolderShare(ofSeen, each, { ...receiving, spamSlope }));
    const byDay = [(900 * (inbox[0] ?? 0) + 300 * (inbox[1] ?? 0)) / 1_200, ((inbox[2] ?? 0) + (inbox[3] ?? 0)) / 2];
    const shares = model.inboxShares(judgement, inboxShare);
    for (const [day, share] of byDay.entries()) expect(shares[day]).toBeCloseTo(share, 12);
  }
});
