import type { SpfResult } from "../../model/authentication.ts";
import type { Dns } from "../../model/dns.ts";
import type { SpfMechanism, SpfTerm } from "../../model/spf.ts";
import type { SpfEvaluation, SpfProblem, SpfQuestion, SpfStep, SpfTrace } from "../../model/spf-evaluation.ts";
import { expand, isTargetName } from "../../parse/records/spf/expand.ts";
import { readMacroString } from "../../parse/records/spf/macros.ts";
import { clientAddressOf, isInNetwork } from "../../parse/records/spf/networks.ts";
import { termsOf } from "../../parse/records/spf/read-record.ts";
import { isSpfVersion } from "../../parse/records/spf/version.ts";
import { type Asking, type Host, matches, nameFor, valuesFor } from "./matching.ts";
import { type Asker, Questions } from "./questions.ts";

/**
 * Asks whether a host may send in a domain's name: check_host() of RFC 7208, 4, by its letter and within its limits.
 * A lookup that failed is temperror and is named. What is no address, or no name, comes to `none`.
 */
export async function evaluateSpf(question: SpfQuestion, dns: Dns): Promise<SpfEvaluation> {
  const { ip, helo, nowMs } = question;
  const domain = question.domain.toLowerCase().replace(/\.$/, "");
  const address = clientAddressOf(ip);
  const questions = new Questions(dns);
  const isAskable = address !== undefined && isTargetName(domain) && !domain.includes(" ");
  if (!isAskable) return ended(questions, undefined, { domain, record: undefined, steps: [], result: "none" });
  const sender = senderOf(question.sender, helo);
  const host: Host = { address, sender, helo, nowMs, questions };
  const { trace, explain } = await checkDomain(domain, host, { domain, term: "", asked: [] });
  const isRefused = trace.result === "fail" && questions.problem === undefined;
  const explanation = isRefused && explain ? await explanationOf(explain, host) : undefined;
  return ended(questions, explanation, trace);
}

function ended({ problem, lookups, voidLookups }: Questions, explanation: string | undefined, trace: SpfTrace): SpfEvaluation {
  return { result: trace.result, problem, explanation, lookups, voidLookups, trace };
}

/** Without a local part it is `postmaster`; without anything, `postmaster` at the name of the greeting (RFC 7208, 2.4 and 4.3). */
function senderOf(sender: string, helo: string): string {
  if (sender === "") return `postmaster@${helo}`;
  const at = sender.lastIndexOf("@");
  return at > 0 ? sender : `postmaster@${sender.slice(at + 1)}`;
}

/** The record whose `exp` speaks for a refusal. */
interface Explain {
  readonly domain: string;
  readonly terms: readonly SpfTerm[];
}

interface Checked {
  readonly trace: SpfTrace;
  readonly explain: Explain | undefined;
}

async function checkDomain(domain: string, host: Host, asker: Asker): Promise<Checked> {
  const { questions } = host;
  const texts = await questions.texts(asker, domain);
  const [record, second] = texts?.filter(isSpfVersion) ?? [];
  const terms = record === undefined || second !== undefined ? undefined : termsOf(record);
  if (second !== undefined) questions.end("records-several", { ...asker, domain });
  else if (record !== undefined && terms === undefined) questions.end("record-malformed", { ...asker, domain });
  if (record === undefined || terms === undefined) {
    const trace = { domain, record: second === undefined ? record : undefined, steps: [], result: endResult(questions, "none") };
    return { trace, explain: undefined };
  }
  return checkTerms({ domain, record, terms }, host);
}

interface Given extends Explain {
  readonly record: string;
}

async function checkTerms(given: Given, host: Host): Promise<Checked> {
  const { domain, record, terms } = given;
  const { questions } = host;
  const steps: SpfStep[] = [];
  for (const term of terms) {
    if (!("qualifier" in term)) continue;
    const step = isPlain(term) ? checkPlain(given, term, host) : await checkMechanism(given, term, host);
    steps.push(step);
    if (step.outcome === "unmatched") continue;
    const result = endResult(questions, resultOf[term.qualifier]);
    return { trace: { domain, record, steps, result }, explain: given };
  }
  // Where `all` stands it has matched, so that a redirect beside it is never come to (RFC 7208, 6.1).
  const redirect = terms.find((term) => term.kind === "redirect");
  if (!redirect) return { trace: { domain, record, steps, result: "neutral" }, explain: undefined };
  const { step, explain } = await checkRedirect(given, redirect, host);
  const result = endResult(questions, step.inner?.result ?? "none");
  return { trace: { domain, record, steps: [...steps, step], result }, explain };
}

/** Nothing is asked, so that nothing is waited for. */
function checkPlain({ domain, record }: Given, term: Plain, host: Host): SpfStep {
  const isMatch = term.kind === "all" || isInNetwork(host.address, term.network);
  const outcome = isMatch ? "matched" : "unmatched";
  return stepOf(term, askerOf(domain, record, term), host, { outcome, target: undefined, inner: undefined });
}

type Plain = Exclude<SpfMechanism, Asking>;

function isPlain(term: SpfMechanism): term is Plain {
  return term.kind === "ip4" || term.kind === "ip6" || term.kind === "all";
}

async function checkRedirect({ domain, record }: Given, redirect: Redirect, host: Host) {
  const { questions } = host;
  const asker = askerOf(domain, record, redirect);
  const target = questions.counts(asker) ? await nameFor(redirect.target, domain, host, asker) : undefined;
  const inner = target === undefined ? questions.end("target-invalid", asker) : await follow(target, host, asker);
  const step = stepOf(redirect, asker, host, { outcome: outcomeOf("matched", host), target, inner: inner?.trace });
  return { step, explain: inner?.explain };
}

type Redirect = SpfTerm & { readonly kind: "redirect" };

/** The record that `include` or `redirect` names: one that is not there is an error (RFC 7208, 5.2 and 6.1). */
async function follow(target: string, host: Host, asker: Asker): Promise<Checked | undefined> {
  const { questions } = host;
  if (!isTargetName(target)) return questions.end("target-invalid", asker, target);
  const checked = await checkDomain(target, host, asker);
  if (checked.trace.result === "none") questions.end("target-without-record", asker, target);
  return checked;
}

async function checkMechanism({ domain, record }: Given, term: Asking, host: Host): Promise<SpfStep> {
  const asker = askerOf(domain, record, term);
  if (term.kind !== "include") {
    const { isMatch, target } = await matches(term, domain, host, asker);
    return stepOf(term, asker, host, { outcome: outcomeOf(isMatch ? "matched" : "unmatched", host), target, inner: undefined });
  }
  const target = host.questions.counts(asker) ? await nameFor(term.target, domain, host, asker) : undefined;
  const inner = target === undefined ? undefined : await follow(target, host, asker);
  const outcome = outcomeOf(inner?.trace.result === "pass" ? "matched" : "unmatched", host);
  return stepOf(term, asker, host, { outcome, target, inner: inner?.trace });
}

function outcomeOf(come: "matched" | "unmatched", { questions }: Host): SpfStep["outcome"] {
  return questions.problem !== undefined ? "failed" : come;
}

function askerOf(domain: string, record: string, { at }: SpfTerm): Asker {
  return { domain, term: record.slice(at.start, at.end), asked: [] };
}

type Come = Pick<SpfStep, "outcome" | "target" | "inner">;

function stepOf({ at }: SpfTerm, { term, asked }: Asker, { questions }: Host, come: Come): SpfStep {
  const { lookups, voidLookups } = questions;
  return { at, written: term, ...come, asked, lookups, voidLookups };
}

const resultOf = { "+": "pass", "-": "fail", "~": "softfail", "?": "neutral" } as const;

function endResult({ problem }: Questions, result: SpfResult): SpfResult {
  return problem === undefined ? result : resultOfProblem(problem);
}

function resultOfProblem({ kind }: SpfProblem): SpfResult {
  return kind === "lookup-failed" ? "temperror" : "permerror";
}

/** The owner's words; none where anything about them is wrong (RFC 7208, 6.2). */
async function explanationOf({ domain, terms }: Explain, host: Host): Promise<string | undefined> {
  const exp = terms.find((term) => term.kind === "exp");
  if (!exp) return undefined;
  // What is asked here counts for nothing, and cannot end anything.
  const asker = { domain, term: "", asked: [] };
  const name = await nameFor(exp.target, domain, host, asker);
  if (name === undefined || !isTargetName(name)) return undefined;
  const [text = "", second] = await host.questions.tried(asker, name, "TXT");
  if (text === "" || second !== undefined || /[^\x20-\x7e]/.test(text)) return undefined;
  const parts = readMacroString(text, "explanation");
  return "kind" in parts ? undefined : expand(parts, await valuesFor(parts, domain, host, asker));
}
