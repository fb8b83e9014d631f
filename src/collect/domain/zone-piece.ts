import type { DnsRecord } from "../../model/dns.ts";
import type { Zone } from "../../model/zone.ts";
import { parentOf } from "../../parse/zone/names.ts";

/** What a zone file holds of one zone. */
export interface ZonePiece {
  /** The name at which the zone begins. */
  readonly apex: string;
  readonly records: readonly DnsRecord[];
}

/** The records of a piece by the names at or above their owner, as far as its apex. */
const indexes = new WeakMap<ZonePiece, ReadonlyMap<string, readonly DnsRecord[]>>();

/** The records of a piece at a name and below it, in the file's order. */
export function recordsWithin(piece: ZonePiece, name: string): readonly DnsRecord[] {
  const index = indexes.get(piece) ?? indexed(piece);
  return index.get(name) ?? [];
}

function indexed(piece: ZonePiece): ReadonlyMap<string, readonly DnsRecord[]> {
  const index = new Map<string, DnsRecord[]>();
  for (const record of piece.records) {
    for (let name = record.name; ; name = parentOf(name)) {
      const known = index.get(name);
      if (known) known.push(record);
      else index.set(name, [record]);
      if (name === piece.apex || name === "") break;
    }
  }
  indexes.set(piece, index);
  return index;
}

/** Pieces of a zone file by apex: it is cut once, however many domains are asked of it. */
const cuts = new WeakMap<Zone, ReadonlyMap<string, ZonePiece>>();

/** The piece of a zone file that a name is in; undefined where the file does not cover the name. */
export function zonePiece(zone: Zone, name: string): ZonePiece | undefined {
  const pieces = cuts.get(zone) ?? cut(zone);
  for (let apex = name; ; apex = parentOf(apex)) {
    const piece = pieces.get(apex);
    if (piece || apex === "") return piece;
  }
}

function cut(zone: Zone): ReadonlyMap<string, ZonePiece> {
  const records = new Map<string, DnsRecord[]>(zone.covered.map((apex) => [apex, []]));
  for (const record of zone.records) {
    let apex = record.name;
    while (apex !== "" && !records.has(apex)) apex = parentOf(apex);
    records.get(apex)?.push(record);
  }
  const pieces = new Map(Array.from(records, ([apex, own]) => [apex, { apex, records: own }]));
  cuts.set(zone, pieces);
  return pieces;
}
