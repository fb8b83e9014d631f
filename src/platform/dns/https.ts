import type { DnsFailure } from "../../model/dns.ts";
import { limits } from "../../model/limits.ts";
import { cappedBody } from "../capped-body.ts";

const MEDIA_TYPE = "application/dns-message";

/** Asks over HTTPS (RFC 8484) by POST. Redirects are refused: they would hand the question to someone else. */
export async function askHttps(url: string, question: Buffer, timeoutMs: number): Promise<Buffer | DnsFailure> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": MEDIA_TYPE, accept: MEDIA_TYPE },
      body: new Uint8Array(question),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 429 || response.status === 403) return await refuse(response, "refused");
    if (response.status !== 200 || response.headers.get("content-type")?.split(";")[0]?.trim() !== MEDIA_TYPE)
      return await refuse(response, "server-failed");
    return (await cappedBody(response.body, limits.dnsMessageBytesMax)) ?? "malformed";
  } catch (fault) {
    return fault instanceof Error && fault.name === "TimeoutError" ? "timeout" : "server-failed";
  }
}

async function refuse(response: Response, because: DnsFailure): Promise<DnsFailure> {
  await response.body?.cancel();
  return because;
}
