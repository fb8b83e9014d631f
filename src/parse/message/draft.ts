import type { HeaderField } from "../../model/message.ts";

/** What servers write on a message: the first of them makes it sent. */
const TRANSPORT: ReadonlySet<string> = new Set(["received", "dkim-signature", "return-path"]);

/** True for a message that no server has touched yet: what servers add is not there to be judged. */
export function isDraft(fields: readonly HeaderField[]): boolean {
  return !fields.some(({ name }) => TRANSPORT.has(name));
}
