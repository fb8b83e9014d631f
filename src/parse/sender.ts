import type { DeclaredSender, Sender } from "../model/domain/sender.ts";
import { excerpt } from "../model/excerpt.ts";
import type { Text } from "../model/language.ts";
import type { Network } from "../model/spf.ts";
import { addressBits, addressOf, networkOf } from "./records/spf/networks.ts";
import { domainName } from "./zone/domain-name.ts";

/** What keeps a declaration from being used, and the keys that lead to it. */
export interface SenderFault {
  readonly path: readonly (string | number)[];
  readonly message: Text;
  readonly hint: Text;
}

/** What came of reading a declaration. */
export type SenderReading = { readonly ok: true; readonly value: Sender } | { readonly ok: false; readonly fault: SenderFault };

/** Reads one declaration: names as the DNS has them, and what is left out filled in. */
export function readSender(declared: DeclaredSender): SenderReading {
  const fault = faultIn(declared);
  if (fault) return { ok: false, fault };
  const { name, provider, ips = [], from, selector, purpose } = declared;
  const fromDomain = nameIn(from) ?? "";
  const mailFrom = mailFromOf(declared.mailFrom ?? fromDomain);
  const signing = selector === undefined ? undefined : { selector, domain: nameIn(declared.signingDomain ?? from) ?? "" };
  return { ok: true, value: { name, provider, ips, helo: declared.helo, mailFrom, fromDomain, signing, purpose } };
}

/** The addresses of a block such as `192.0.2.0/24`, or of one address; undefined for neither. */
export function networkIn(written: string): Network | undefined {
  const [text = "", prefix, more] = written.split("/");
  const address = addressOf(text);
  if (!address || more !== undefined) return undefined;
  const bits = addressBits[address.family];
  if (prefix === undefined) return networkOf(address, bits);
  const prefixBits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : bits + 1;
  return prefixBits <= bits ? networkOf(address, prefixBits) : undefined;
}

function faultIn(declared: DeclaredSender): SenderFault | undefined {
  const { name, ips = [] } = declared;
  if (name.trim() === "") return { path: ["name"], ...noName };
  const at = ips.findIndex((ip) => networkIn(ip) === undefined);
  if (at !== -1) return { path: ["ips", at], ...wrongAddress(ips[at] ?? "") };
  return signingFault(declared) ?? nameFaultIn(declared);
}

function signingFault({ selector, signingDomain }: DeclaredSender): SenderFault | undefined {
  if (selector === undefined) return signingDomain === undefined ? undefined : { path: ["signingDomain"], ...noSelector };
  return SELECTOR.test(selector) ? undefined : { path: ["selector"], ...wrongSelector(selector) };
}

function nameFaultIn({ helo, mailFrom, from, signingDomain }: DeclaredSender): SenderFault | undefined {
  if (mailFrom === "<>" && helo === undefined) return { path: ["mailFrom"], ...noHelo };
  const names = { helo, mailFrom: mailFrom === "<>" ? undefined : mailFrom, from, signingDomain };
  const wrong = Object.entries(names).find(([, written]) => written !== undefined && nameIn(written) === undefined);
  return wrong && { path: [wrong[0]], ...wrongDomain(wrong[1] ?? "") };
}

/** A label, or several (RFC 6376, 3.1). */
const SELECTOR = /^[a-z\d_](?:[a-z\d._-]{0,61}[a-z\d])?$/i;

/** The domain of an address, or the domain itself; undefined for neither. */
function nameIn(written: string): string | undefined {
  const at = written.lastIndexOf("@");
  if (at === 0 || /\s/.test(written)) return undefined;
  const name = domainName(written.slice(at + 1));
  return name.ok && name.value.includes(".") ? name.value : undefined;
}

/** `postmaster` stands for a local part that was not said (RFC 7208, 4.3). */
function mailFromOf(written: string): string {
  if (written === "<>") return "";
  const at = written.lastIndexOf("@");
  return `${at === -1 ? "postmaster" : written.slice(0, at)}@${nameIn(written) ?? ""}`;
}

type Words = Omit<SenderFault, "path">;

const noName: Words = {
  message: { en: "The name of the sender is empty.", zh: "发信来源的名称为空。" },
  hint: { en: "Give it a name that reports can call it by.", zh: "请写报告中用来称呼它的名称。" },
};

const noSelector: Words = {
  message: { en: "A signing domain is named, and no selector.", zh: "写了签名域名，却没有选择器。" },
  hint: {
    en: "Write the selector too, or leave out both where nothing is signed.",
    zh: "请同时写出选择器；如果不签名，两者都不写。",
  },
};

const noHelo: Words = {
  message: { en: "The null sender is judged by the greeting, and none is named.", zh: "空发件人按问候名称判断，但没有写明。" },
  hint: { en: "Write the name that its hosts greet with as helo.", zh: "请在 helo 中写出主机问候时使用的名称。" },
};

function wrongAddress(written: string): Words {
  return {
    message: {
      en: `"${excerpt(written)}" is no IP address and no block of them.`,
      zh: `“${excerpt(written)}”不是 IP 地址，也不是地址段。`,
    },
    hint: { en: "Write one such as 192.0.2.1 or 192.0.2.0/24.", zh: "例如 192.0.2.1 或 192.0.2.0/24。" },
  };
}

function wrongSelector(written: string): Words {
  return {
    message: { en: `"${excerpt(written)}" is no selector.`, zh: `“${excerpt(written)}”不是选择器。` },
    hint: {
      en: "Write what stands before ._domainkey in the record's name, such as mail.",
      zh: "请写记录名称中 ._domainkey 之前的部分，例如 mail。",
    },
  };
}

function wrongDomain(written: string): Words {
  return {
    message: { en: `"${excerpt(written)}" is no domain and no address.`, zh: `“${excerpt(written)}”不是域名，也不是地址。` },
    hint: {
      en: "Write one such as example.com or news@example.com.",
      zh: "例如 example.com 或 news@example.com。",
    },
  };
}
