/** Builds `dist/`: bundled code, types, the rules as one JSON file, schemas, and the licences of what was bundled. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { storeTables } from "../src/engine/tables.ts";
import { checkTableFiles, readRuleBook } from "../src/platform/rule-files.ts";
import { readWorldTables, storeWorldTables } from "../src/platform/world-files.ts";
import { calibrationJsonSchema } from "./calibration-schema.ts";
import { fittedJsonSchema, scenarioJsonSchema } from "./config-schema.ts";
import { thirdPartyLicences } from "./licences.ts";
import { must } from "./must.ts";
import { reportSchema } from "./report-schema.ts";
import { simulationJsonSchema } from "./simulation-schema.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist`;

rmSync(dist, { recursive: true, force: true });
mkdirSync(`${dist}/schema`, { recursive: true });

const bundle = await rolldown({
  cwd: root,
  input: {
    index: "src/index.ts",
    cli: "src/cli/bin.ts",
    worker: "src/cli/worker.ts",
    "simulation-worker": "src/platform/simulation-worker.ts",
    "replication-worker": "src/platform/replication-worker.ts",
  },
  platform: "node",
  // Its paths lead to types of our own for libraries whose types ask for a browser's; here the libraries are meant.
  tsconfig: false,
  // linkedom would take a native package for pictures if it happened to be there; its own stand-in is always taken.
  resolve: { alias: { canvas: `${root}node_modules/linkedom/commonjs/canvas-shim.cjs` } },
  treeshake: { moduleSideEffects: false },
});
const { output } = await bundle.write({ dir: dist, format: "esm", minify: true, chunkFileNames: "chunks/[name].js" });
await bundle.close();
chmodSync(`${dist}/cli.js`, 0o755);

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
must(checkTableFiles(`${root}rules/tables`));
const { rules, profiles, tables } = must(readRuleBook(`${root}rules`));
const stored = storeTables(tables);
writeFileSync(`${dist}/rules.json`, JSON.stringify({ rules, profiles, tables: stored.tables }));
writeFileSync(`${dist}/world.json`, JSON.stringify(storeWorldTables(must(readWorldTables(`${root}rules/world`)))));
mkdirSync(`${dist}/lexicons`);
for (const { table, language, list } of stored.lists)
  writeFileSync(`${dist}/lexicons/${table}.${language}.json`, JSON.stringify(list));
writeFileSync(`${dist}/schema/report.json`, `${JSON.stringify(reportSchema(), null, 2)}\n`);
writeFileSync(`${dist}/schema/calibration.json`, `${JSON.stringify(calibrationJsonSchema(), null, 2)}\n`);
writeFileSync(`${dist}/schema/fitted.json`, `${JSON.stringify(fittedJsonSchema(), null, 2)}\n`);
writeFileSync(`${dist}/schema/scenario.json`, `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
writeFileSync(`${dist}/schema/simulation.json`, `${JSON.stringify(simulationJsonSchema(), null, 2)}\n`);
const bundled = output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
writeFileSync(`${dist}/THIRD-PARTY-LICENCES.txt`, thirdPartyLicences(bundled));
