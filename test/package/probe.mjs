// Imports the package while everything that an import could touch is watched; prints what was touched as JSON.
// Plain JavaScript, since it runs in the installed project.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const opened = [];
for (const holder of [fs, fs.promises])
  for (const name of Object.keys(holder)) {
    const original = holder[name];
    if (
      typeof original !== "function" ||
      !/^(?:open|read|write|append|exists|access|mkdir|rm|cp|createRead|createWrite|glob)/.test(name)
    )
      continue;
    holder[name] = Object.assign(function (...args) {
      // A number is a file that is open already.
      if (typeof args[0] !== "number") opened.push(`${name} ${args[0]}`);
      return original.apply(this, args);
    }, original);
  }
const connected = [];
for (const name of ["connect", "listen"])
  for (const { prototype } of [net.Socket, net.Server])
    if (name in prototype) {
      const original = prototype[name];
      prototype[name] = function (...args) {
        connected.push(name);
        return original.apply(this, args);
      };
    }
const written = [];
for (const stream of [process.stdout, process.stderr]) {
  const { write } = stream;
  stream.write = (...args) => {
    written.push(String(args[0]));
    return write.apply(stream, args);
  };
}
syncBuiltinESMExports();

const state = () => ({
  environment: { ...process.env },
  globals: Object.getOwnPropertyNames(globalThis).sort(),
  listeners: process.eventNames().map((name) => `${String(name)} ${process.listenerCount(name)}`),
  resources: process.getActiveResourcesInfo(),
  title: process.title,
  folder: process.cwd(),
});
const before = state();
const names = Object.keys(await import("mailworthy"));
const after = state();
const files = opened.splice(0);
process.stdout.write(JSON.stringify({ before, after, files, connected, written: written.splice(0), names }));
