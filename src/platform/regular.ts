import type { Stats } from "node:fs";

/** The bytes of a file that is read whole. Throws, as a system call does, for a device or a pipe: none says how much will come. */
export function regularSize(found: Stats): number {
  if (!found.isFile() && !found.isDirectory())
    throw Object.assign(new Error("not a regular file"), { code: found.isFIFO() ? "ESPIPE" : "ENODEV" });
  return found.size;
}
