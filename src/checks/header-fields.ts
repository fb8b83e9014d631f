import * as v from "valibot";
import type { HeaderField, Headers, Mailbox } from "../model/message.ts";
import { organisationOf } from "../parse/text/organisation.ts";

/** Names of header fields as a parameter, lower case. */
export const fieldNames: v.GenericSchema<unknown, readonly string[]> = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, "must be a field's name in lower case"))),
  v.minLength(1),
);

/** The fields of a name, in the order of the message. */
export function fieldsNamed({ fields }: Headers, name: string): readonly HeaderField[] {
  return fields.filter((field) => field.name === name);
}

/** A field's name as people write it: `message-id` is Message-ID. */
export function properName(name: string): string {
  return name
    .replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase())
    .replace(/-Id$|^Mime(?=-)/g, (part) => part.toUpperCase());
}

/** Mailboxes that mail can be sent to. */
export function usable(mailboxes: readonly Mailbox[]): readonly Mailbox[] {
  return mailboxes.filter(({ localPart, domain }) => localPart !== "" && domain !== "");
}

/** True when two hosts belong to different organisations. */
export function isForeign(host: string, other: string): boolean {
  return organisationOf(host) !== organisationOf(other);
}
