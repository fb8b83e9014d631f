import type { Problem } from "../model/result.ts";

const reasons: Readonly<Record<string, string>> = {
  EACCES: "you may not read it",
  EPERM: "you may not read it",
  ENOENT: "it is not there",
  EISDIR: "it is a folder",
  ENODEV: "it is a device",
  EMFILE: "too many files are open",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its name is too long",
};

/** What a failed system call means to the user. */
export function readingProblem(name: string, fault: unknown): Problem {
  const code = codeOf(fault);
  return {
    code: code === "ENOENT" ? "input-missing" : "input-unreadable",
    message: `${name} cannot be read: ${reasons[code] ?? `the system says ${code}`}.`,
    hint: code === "EACCES" || code === "EPERM" ? "Check the file's permissions." : "Check the file and its folder.",
  };
}

/** What a fault of ours means to the user. */
export function toolFault(name: string): Problem {
  return {
    code: "tool-fault",
    message: `${name} could not be judged: a fault in mailworthy, not in the mail.`,
    hint: "Please report it with this input.",
  };
}

/** The system's name for a fault, such as `EACCES`. */
export function codeOf(fault: unknown): string {
  if (typeof fault !== "object" || fault === null || !("code" in fault)) return "an error without a name";
  return String(fault.code);
}
