import { afterAll, expect, test } from "vitest";
import { folderWith } from "../support/command.ts";

const folder = folderWith({ "example.zone": "$ORIGIN example.com.\n@ 300 NS ns1.example.net.\n" });
afterAll(folder.remove);

test.each([
  [["--dns", "zone:example.zone"]],
  [["--overlay", "example.zone"]],
  [["--record", "answers.json"]],
  [["--diff", "live", "zone:example.zone"]],
])("servers are held against each other as they are, not with %j", (args) => {
  const { code, out, err } = folder.run(["domain", "example.com", "--propagation", ...args]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain("--propagation");
  expect(folder.run(["domain", "example.com", "--propagation", "--lang", "zh", ...args]).err).toContain("询问服务器本身");
});
