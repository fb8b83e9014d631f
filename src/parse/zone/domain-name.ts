import { excerpt } from "../../model/excerpt.ts";
import { failed, ok, type Result } from "../../model/result.ts";
import { nameFault, plainName } from "./names.ts";

/** A domain as a user writes it, in A-labels, lower case and without the last dot; a problem for what is none. */
export function domainName(written: string): Result<string> {
  const name = plainName(written);
  if (name !== "" && nameFault(name) === undefined && /^[a-z\d_.-]+$/.test(name)) return ok(name);
  return failed({
    code: "name-invalid",
    message: { en: `"${excerpt(written)}" is no domain.`, zh: `“${excerpt(written)}”不是域名。` },
    hint: { en: "Write a name such as example.com.", zh: "请写类似 example.com 的名称。" },
  });
}
