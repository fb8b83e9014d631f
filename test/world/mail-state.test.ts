import { describe, expect, test } from "vitest";
import { admissionChecks, firstRefusal } from "../../src/world/admission.ts";
import { deliverStatuses, isEnd, type MailState, mailStates, mayFollow, nextStates } from "../../src/world/mail-state.ts";

const reached = (from: MailState): ReadonlySet<MailState> => {
  const seen = new Set<MailState>([from]);
  for (const state of seen) for (const next of nextStates[state]) seen.add(next);
  return seen;
};

describe("the states of a mail", () => {
  test("are all reached by one that is planned", () => {
    expect([...reached("planned")].sort()).toEqual([...mailStates].sort());
  });

  test("end in one of eleven ways, and every mail can end", () => {
    const ends = mailStates.filter(isEnd);
    expect(ends).toEqual([
      "refused-at-api",
      "dropped",
      "cancelled",
      "failed-day-block",
      "bounced-hard",
      "bounced-soft",
      "bounced-spam",
      "expired",
      "missing",
      "spam",
      "inbox",
    ]);
    for (const state of mailStates) expect([...reached(state)].some(isEnd), state).toBe(true);
  });

  test.each([
    ["queued", "cached", true],
    ["cached", "queued", true],
    ["cached", "in-attempt", false],
    ["deferred", "in-attempt", true],
    ["deferred", "expired", true],
    ["in-attempt", "expired", false],
    ["inbox", "spam", false],
    ["planned", "in-attempt", false],
  ] as const)("lead from %s to %s: %s", (state, next, may) => {
    expect(mayFollow(state, next)).toBe(may);
  });

  test("are never entered twice in a row, and none follows itself", () => {
    for (const state of mailStates) expect(mayFollow(state, state), state).toBe(false);
  });

  test.each([
    [0, ["planned", "queued", "cached", "in-attempt"]],
    [1, ["missing", "spam", "inbox"]],
    [2, ["refused-at-api", "dropped", "cancelled", "failed-day-block"]],
    [3, ["bounced-hard", "bounced-soft", "bounced-spam", "expired"]],
    [8, ["deferred"]],
  ] as const)("are told as %i by the platform, which cannot see where a mail ended", (status, states) => {
    expect(mailStates.filter((state) => deliverStatuses[state] === status)).toEqual(
      mailStates.filter((state) => states.some((each) => each === state)),
    );
  });
});

describe("a mail that is asked to be sent", () => {
  test("is refused by the first check that fails, and the later ones are not asked", () => {
    const asked: string[] = [];
    const refusal = firstRefusal((check) => {
      asked.push(check);
      return check !== "unsubscribed" && check !== "balance";
    });
    expect(refusal).toEqual({ check: "unsubscribed", errorCode: "FailedOperation.ReceiverHasUnsubscribed", sendStatus: 1013 });
    expect(asked).toEqual(["authentication", "parameters", "sender-domain", "template", "address-format", "unsubscribed"]);
  });

  test("is taken when every check holds", () => {
    expect(firstRefusal(() => true)).toBeUndefined();
  });

  test.each(admissionChecks.map(({ check }) => check))("can be refused for %s alone", (check) => {
    expect(firstRefusal((each) => each !== check)?.check).toBe(check);
  });
});
