import { posix } from "node:path";
import type { Waiver } from "../model/waiver.ts";

/** Whether a waiver holds for a mail of that name; a message of an mbox file, `NAME#3`, also goes by the name of the file. */
export function isFor({ files }: Waiver, name: string): boolean {
  if (files === undefined) return true;
  const pattern = posix.normalize(files);
  return [name, name.replace(/#\d+$/, "")].some((each) => posix.matchesGlob(posix.normalize(each), pattern));
}
