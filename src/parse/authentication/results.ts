import type { ClaimedResult } from "../../model/authentication.ts";
import { limits } from "../../model/limits.ts";
import type { HeaderField, Headers } from "../../model/message.ts";
import { type Piece, piecesOf } from "./structured.ts";

/** Reads what the Authentication-Results fields of a header claim (RFC 8601, 2.2), the newest first. */
export function readClaims({ fields }: Headers): readonly ClaimedResult[] {
  const results = fields.filter(({ name }) => name === "authentication-results").slice(0, limits.claimFieldsMax);
  return results.flatMap(claimsOf).slice(0, limits.claimsMax);
}

function claimsOf({ value, at }: HeaderField): readonly ClaimedResult[] {
  const [head = [], ...statements] = statementsOf(piecesOf(value.slice(0, limits.claimUnitsMax)));
  const server = head[0]?.text ?? "";
  return statements.flatMap((pieces) => {
    const claim = claimOf(pieces);
    return claim ? [{ server, at, ...claim }] : [];
  });
}

function statementsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const statements: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === "mark" && piece.text === ";") statements.push([]);
    else statements.at(-1)?.push(piece);
  }
  return statements;
}

/** `method[/version]=result [reason=…] [type.property=value …]`; undefined for `none` and for what is not of this form. */
function claimOf(pieces: readonly Piece[]): Omit<ClaimedResult, "server" | "at"> | undefined {
  const pairs = pairsOf(pieces);
  const [[method, result] = [], ...rest] = pairs;
  if (method === undefined || result === undefined || !/^[a-z][\w-]*(?:\/\d+)?$/i.test(method)) return undefined;
  const properties = rest.flatMap(([name, value]) =>
    /^[a-z]+\.[\w-]+$/i.test(name) ? [[name.toLowerCase(), value] as const] : [],
  );
  return {
    method: method.toLowerCase().replace(/\/.*/, ""),
    result: result.toLowerCase(),
    reason: rest.find(([name]) => name.toLowerCase() === "reason")?.[1],
    properties: Object.fromEntries(properties),
  };
}

type Pair = readonly [name: string, value: string];

/** What stands on both sides of each `=`. */
function pairsOf(pieces: readonly Piece[]): readonly Pair[] {
  return pieces.flatMap(({ kind, text }, at) => {
    const name = pieces[at - 1];
    const value = kind === "mark" && text === "=" && name ? valueAt(pieces, at + 1) : undefined;
    return name && value !== undefined ? [[name.text, value] as const] : [];
  });
}

/** A word or quoted string; a quoted local part has its domain behind it. */
function valueAt(pieces: readonly Piece[], at: number): string | undefined {
  const value = pieces[at];
  if (!value || value.kind === "mark") return undefined;
  const after = pieces[at + 1];
  const hasDomain = value.kind === "quoted" && after?.kind === "word" && after.text.startsWith("@");
  return hasDomain ? value.text + after.text : value.text;
}
