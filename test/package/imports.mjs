// Loads every bundled module of the installed package and prints, as JSON, what they asked for by name: those that
// authenticate senders last and apart, since they may ask for the network.
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
const names = () => [...asked].filter((specifier) => !/^(?:\.\.?\/|file:)/.test(specifier));
const load = (name) => import(new URL(name, dist).href);

const authenticating = ["prove", "endpoint", "endpoint2", "live-dns", "live-servers", "policies", "values"].map(
  (name) => `chunks/${name}.js`,
);
const chunks = readdirSync(new URL("chunks/", dist)).map((name) => `chunks/${name}`);
for (const name of ["index.js", ...chunks.filter((name) => !authenticating.includes(name))]) await load(name);
const judging = names();
asked.clear();
for (const name of authenticating) await load(name);
process.stdout.write(JSON.stringify({ judging, authenticating: names() }));
