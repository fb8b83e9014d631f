// Loads every bundled module of the installed package and prints, as JSON, what each of them asked for by name.
// Plain JavaScript, since it runs in the installed project.
import { readdirSync } from "node:fs";
import { registerHooks } from "node:module";

const asked = new Set();
registerHooks({
  resolve(specifier, context, next) {
    asked.add(specifier);
    return next(specifier, context);
  },
});
const dist = new URL("node_modules/mailworthy/dist/", import.meta.url);
await import(new URL("index.js", dist).href);
for (const name of readdirSync(new URL("chunks/", dist))) await import(new URL(`chunks/${name}`, dist).href);
process.stdout.write(JSON.stringify([...asked].filter((specifier) => !/^(?:\.\.?\/|file:)/.test(specifier))));
