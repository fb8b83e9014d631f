import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

/** The checkout that the package is packed from. */
export const checkout: string = fileURLToPath(new URL("../../", import.meta.url));

/** The packed package, installed in a folder that holds nothing else. */
export interface Installed {
  /** The temporary folder of all this, for the caller to remove. */
  readonly folder: string;
  readonly tarball: string;
  /** A project of its own with the package among its `node_modules`. */
  readonly project: string;
  /** The package's folder in there. */
  readonly home: string;
}

/** How a program ended and what it said. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Packs the built checkout and installs the tarball with an empty cache and no network. */
export function packAndInstall(): Installed {
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-package-`);
  execFileSync("npm", ["pack", "--pack-destination", folder], { cwd: checkout, stdio: "pipe" });
  const { version } = JSON.parse(readFileSync(`${checkout}package.json`, "utf8"));
  const tarball = `${folder}/mailworthy-${version}.tgz`;
  const project = `${folder}/project`;
  mkdirSync(project);
  writeFileSync(`${project}/package.json`, '{ "name": "consumer", "private": true, "type": "module" }\n');
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", "--cache", `${folder}/cache`, tarball], {
    cwd: project,
    stdio: "pipe",
  });
  return { folder, tarball, project, home: `${project}/node_modules/mailworthy` };
}

/** Runs Node in a folder and waits for its end. */
export function runNode(cwd: string, args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  return { status, stdout, stderr };
}
