import module from "node:module";

module.enableCompileCache();
const { work } = await import("./work.ts");
work();
