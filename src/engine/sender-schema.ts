import * as v from "valibot";
import type { DeclaredSender } from "../model/domain/sender.ts";
import { mailTypes } from "../model/mail-type.ts";

const sender: v.GenericSchema<unknown, DeclaredSender> = v.strictObject({
  name: v.string(),
  provider: v.optional(v.string()),
  ips: v.optional(v.array(v.string())),
  helo: v.optional(v.string()),
  mailFrom: v.optional(v.string()),
  from: v.string(),
  selector: v.optional(v.string()),
  signingDomain: v.optional(v.string()),
  purpose: v.optional(v.picklist(mailTypes)),
});

/** Senders as the configuration, or a rule's example, lists them. */
export const senderList: v.GenericSchema<unknown, readonly DeclaredSender[]> = v.array(sender);

/** The shape of a file of senders. */
export const senderFile: v.GenericSchema<unknown, { readonly senders: readonly DeclaredSender[] }> = v.strictObject({
  senders: senderList,
});
