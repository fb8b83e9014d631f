import type { Problem } from "../model/result.ts";
import type { Mail } from "../platform/mails.ts";

/** One thing to judge: a mail, a domain by its name, or a name that is none. Plain data, so that it can be sent to a worker. */
export type Job =
  | Mail
  | { readonly from: "dns"; readonly as: "domain"; readonly name: string }
  | { readonly from: "nowhere"; readonly as: "domain"; readonly name: string; readonly problem: Problem };
