import type { Text } from "./language.ts";
import type { Position } from "./place.ts";

/** The outcome of an operation whose failure is expected and must be handled. */
export type Result<T> = Ok<T> | Failed;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Failed {
  readonly ok: false;
  readonly problem: Problem;
}

/** Why the tool could not do what was asked. Never used for a fault in the user's mail. */
export interface Problem {
  readonly code: ProblemCode;
  /** What happened, in one sentence, with the offending value. */
  readonly message: Text;
  /** What the reader should do next. */
  readonly hint: Text;
  /** The file it is about, and the place in it, where there is one. */
  readonly file?: string;
  /** The rule it is about and the keys that lead to the value, for whoever knows the file. */
  readonly path?: readonly (string | number)[];
  readonly at?: Position;
}

/** Names a kind of problem for programs; the message is for people. */
export type ProblemCode =
  | "usage-wrong"
  | "input-missing"
  | "input-unreadable"
  | "input-empty"
  | "input-binary"
  | "input-too-large"
  | "directory-empty"
  | "rule-invalid"
  | "profile-unknown"
  | "config-invalid"
  | "scenario-invalid"
  | "data-invalid"
  | "name-invalid"
  | "lookup-failed"
  | "output-unwritable"
  | "tool-fault";

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function failed(problem: Problem): Failed {
  return { ok: false, problem };
}
