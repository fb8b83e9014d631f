import type { Text } from "../model/language.ts";
import type { Problem } from "../model/result.ts";
import { givenEnvelope } from "../parse/authentication/given-envelope.ts";
import { selectorProblem } from "../parse/authentication/given-selector.ts";

const lists = ["selectors", "ips", "servers", "lists", "esps"] as const;

/** What in the options of a domain cannot be, which only a caller without types, or a slip in a text, can give. */
export function wrongDomainOption(options: object): Problem | undefined {
  for (const name of lists) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined) continue;
    const texts = textsIn(value);
    if (texts === undefined) return wrongKind(name, { en: "a list of texts", zh: "文本列表" });
    const problem = wrongText(name, texts);
    if (problem) return problem;
  }
  return isSource(Reflect.get(options, "dns"))
    ? undefined
    : wrongKind("dns", { en: "a text, or an object with the function lookup", zh: "文本，或带有 lookup 函数的对象" });
}

function textsIn(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((each) => typeof each === "string");
  return texts.length === value.length ? texts : undefined;
}

function wrongText(name: (typeof lists)[number], texts: readonly string[]): Problem | undefined {
  for (const text of texts) {
    if (name === "selectors") {
      const problem = selectorProblem(text);
      if (problem) return problem;
    }
    if (name === "ips") {
      const envelope = givenEnvelope({ ip: text });
      if (!envelope.ok) return envelope.problem;
    }
  }
  return undefined;
}

function isSource(dns: unknown): boolean {
  if (dns === undefined || typeof dns === "string") return true;
  return typeof dns === "object" && dns !== null && typeof Reflect.get(dns, "lookup") === "function";
}

function wrongKind(name: string, wanted: Text): Problem {
  return {
    code: "usage-wrong",
    message: { en: `The option ${name} is not ${wanted.en}.`, zh: `选项 ${name} 不是${wanted.zh}。` },
    hint: { en: `Give ${wanted.en}, or leave it out.`, zh: `请提供${wanted.zh}，或省略该选项。` },
  };
}
