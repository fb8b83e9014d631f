import type { IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import type { Dns } from "../model/dns.ts";
import { limits } from "../model/limits.ts";
import type { Policies, PolicyAnswer, PolicyFailure } from "../model/policy.ts";
import { isPublic } from "../parse/zone/address-kinds.ts";
import { plainName } from "../parse/zone/names.ts";
import { cappedBody } from "./capped-body.ts";
import { isAskable } from "./dns/question.ts";
import { codeOf } from "./problems.ts";

/** What tests may put in the place of the world. */
export interface PolicyOptions {
  /** Which addresses may be connected to; public ones by default. */
  readonly mayConnect?: (address: string) => boolean;
  /** 443 by default. */
  readonly port?: number;
  /** Certificates that are trusted in place of the system's. */
  readonly ca?: string;
  /** Milliseconds for everything behind the lookup. */
  readonly timeoutMs?: number;
}

/**
 * Fetches MTA-STS policies (RFC 8461, 3.3): from an address that our own DNS gives and that is public, over TLS with a
 * certificate for the host, without redirects, no more and no longer than {@link limits} allows.
 */
export function livePolicies(dns: Dns, options: PolicyOptions = {}): Policies {
  return {
    fetch: async (written) => {
      const host = `mta-sts.${plainName(written)}`;
      if (!isAskable(host)) return failed("name-absent");
      const address = await addressOf(host, dns, options.mayConnect ?? isPublic);
      return typeof address === "string" ? failed(address) : fetchFrom(host, address.address, options);
    },
  };
}

function failed(because: PolicyFailure): PolicyAnswer {
  return { status: "failed", because };
}

/** The first address that may be connected to: IPv4 before IPv6, as more machines can reach it. */
async function addressOf(
  host: string,
  dns: Dns,
  mayConnect: (address: string) => boolean,
): Promise<{ readonly address: string } | PolicyFailure> {
  const answers = await Promise.all([dns.lookup(host, "A"), dns.lookup(host, "AAAA")]);
  const addresses = answers
    .flatMap((answer) => (answer.status === "found" ? answer.records : []))
    .map(({ value }) => String(value));
  const address = addresses.find(mayConnect);
  if (address !== undefined) return { address };
  if (addresses.length > 0) return "guarded";
  return answers.some(({ status }) => status === "failed") ? "lookup-failed" : "name-absent";
}

function fetchFrom(host: string, address: string, options: PolicyOptions): Promise<PolicyAnswer> {
  const { port = 443, ca, timeoutMs = limits.policyTimeoutMs } = options;
  const asked: RequestOptions = {
    host: address,
    port,
    path: "/.well-known/mta-sts.txt",
    // The address is settled: the name is only told and verified.
    servername: host,
    headers: { host, accept: "text/plain" },
    signal: AbortSignal.timeout(timeoutMs),
    agent: false,
    maxHeaderSize: 16_384,
    ...(ca !== undefined && { ca }),
  };
  return new Promise((resolve) => {
    const request = httpsRequest(asked, (response) => {
      void answerOf(response).then((answer) => {
        resolve(answer);
        request.destroy();
      });
    });
    request.on("error", (fault) => resolve(failed(failureOf(fault))));
    request.end();
  });
}

async function answerOf(response: IncomingMessage): Promise<PolicyAnswer> {
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400) return failed("redirect");
  if (statusCode !== 200) return { status: "absent", httpStatus: statusCode };
  try {
    const body = await cappedBody(response, limits.policyBytesMax);
    if (!body) return failed("too-large");
    return { status: "found", text: body.toString("utf8"), contentType: headers["content-type"] ?? "" };
  } catch (fault) {
    return failed(failureOf(fault));
  }
}

/** What Node's codes mean: those of TLS come from OpenSSL's verifier, or begin with ERR_TLS or ERR_SSL. */
function failureOf(fault: unknown): PolicyFailure {
  const code = codeOf(fault);
  if (fault instanceof Error && /^(?:AbortError|TimeoutError)$/.test(fault.name)) return "timeout";
  if (code === "ETIMEDOUT") return "timeout";
  if (code.startsWith("HPE_")) return "malformed";
  return /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME_|INVALID_)/.test(code) ? "tls" : "refused";
}
