import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The licences of the packages that a list of bundled modules comes from, in name order. */
export function thirdPartyLicences(moduleIds: readonly string[]): string {
  const folders = new Set(moduleIds.flatMap((id) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []));
  const entries = [...folders].sort().map(licenceOf);
  return `Mailworthy's code is bundled with these packages.\n\n${entries.join("\n\n")}\n`;
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, "utf8").trim() : `Licence: ${license}`;
  return `${name} ${version} (${license})\n${"-".repeat(40)}\n${text}`;
}
