import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { layers, pure } from "./layers.ts";

const src = fileURLToPath(new URL("../../src", import.meta.url));
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(src.length + 1))
  .sort();

interface Import {
  readonly file: string;
  readonly from: string;
  readonly target: string;
}

const imports: readonly Import[] = files.flatMap((file) => {
  const source = readFileSync(`${src}/${file}`, "utf8");
  return [...source.matchAll(/(?<!["\w-])(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, target = ""]) => ({
    file,
    from: file.split("/")[0] ?? "",
    target,
  }));
});

/** The folder of src/ that a relative import leads to. */
function folderOf({ file, target }: Import): string | undefined {
  if (!target.startsWith(".")) return undefined;
  return new URL(target, `file:///${file}`).pathname.slice(1).split("/")[0];
}

test("the table names exactly the folders that are there", () => {
  const folders = readdirSync(src, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(Object.keys(layers).sort()).toEqual(folders.sort());
});

test("enough imports are seen for the other tests to mean anything", () => {
  expect(imports.filter(({ target }) => target.startsWith(".")).length).toBeGreaterThan(files.length);
});

test("each folder imports only what the table allows", () => {
  const wrong = imports.filter((each) => {
    const folder = folderOf(each);
    return each.from in layers && folder !== undefined && folder !== each.from && !layers[each.from]?.includes(folder);
  });
  expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test("pure folders import no module of the system", () => {
  const wrong = imports.filter(({ from, target }) => pure.includes(from) && target.startsWith("node:"));
  expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test("pure folders use neither clock nor chance nor environment nor console", () => {
  const banned =
    /\b(?:Date\.now|new Date|Math\.random|performance\.now|process\.|console\.|(?<!\.)fetch\(|localeCompare|toLocale\w+|Intl\.)/;
  const wrong = files.filter(
    (file) => pure.includes(file.split("/")[0] ?? "") && banned.test(withoutComments(readFileSync(`${src}/${file}`, "utf8"))),
  );
  expect(wrong).toEqual([]);
});

test("the model imports no package", () => {
  expect(imports.filter(({ from, target }) => from === "model" && !target.startsWith(".")).map(({ file }) => file)).toEqual([]);
});

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}
