/** What each folder of src/ may import besides itself. The table is the architecture; docs/architecture.md prints it. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  model: [],
  parse: ["model"],
  collect: ["model", "parse"],
  checks: ["model", "parse"],
  engine: ["model", "parse", "checks"],
  render: ["model"],
  platform: ["model", "parse", "collect", "checks", "engine"],
  cli: ["model", "parse", "collect", "checks", "engine", "render", "platform"],
};

/** Folders that never touch the world: no `node:` module, no clock, no chance, no environment. */
export const pure: readonly string[] = ["model", "parse", "collect", "checks", "engine", "render"];
