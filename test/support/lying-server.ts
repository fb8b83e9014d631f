import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { createServer, type Socket as TcpSocket } from "node:net";
import type { DnsType } from "../../src/model/dns.ts";
import type { Endpoint } from "../../src/platform/dns/endpoint.ts";
import { typeNumbers } from "../../src/platform/dns/values.ts";

/** A question as the server got it. */
export interface Got {
  readonly bytes: Buffer;
  /** As sent, its letters in the case they came in. */
  readonly name: string;
  readonly type: DnsType | undefined;
  readonly hasEdns: boolean;
  readonly recursionDesired: boolean;
  readonly transport: "udp" | "tcp";
  /** Counted from 1 over all questions. */
  readonly nth: number;
}

/** What the server does: packets to send one after the other, in pieces over TCP as they are given; none for silence. */
export type Lie = (got: Got, world: LyingServer) => readonly Buffer[] | Promise<readonly Buffer[]>;

/** A server of the DNS on loopback, over UDP and TCP at one port, that answers as a test wants it. */
export class LyingServer {
  readonly got: Got[] = [];
  readonly udp: Socket = createSocket({ type: "udp4", recvBufferSize: 1_048_576 });
  /** The last one who asked over UDP. */
  from: RemoteInfo | undefined;
  private readonly open = new Set<TcpSocket>();
  private readonly lie: Lie;
  private readonly tcp = createServer((socket) => this.overTcp(socket));

  constructor(lie: Lie) {
    this.lie = lie;
  }

  async listen(): Promise<Endpoint> {
    this.udp.on("message", (bytes, from) => {
      this.from = from;
      void Promise.resolve(this.answer(bytes, "udp")).then((packets) => {
        for (const packet of packets) this.udp.send(packet, from.port, from.address);
      });
    });
    for (let tries = 0; ; tries++) {
      await new Promise<void>((resolve) => this.tcp.listen(0, "127.0.0.1", resolve));
      const address = this.tcp.address();
      const port = typeof address === "object" && address ? address.port : 0;
      if (await this.bindUdp(port)) return { host: "127.0.0.1", port, family: 4, transport: "udp" };
      await new Promise((resolve) => this.tcp.close(resolve));
      if (tries > 10) throw new Error("no port is free for both UDP and TCP");
    }
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.udp.close();
    await new Promise((resolve) => this.tcp.close(resolve));
  }

  private bindUdp(port: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.udp.once("error", () => resolve(false));
      this.udp.bind(port, "127.0.0.1", () => resolve(true));
    });
  }

  private answer(bytes: Buffer, transport: Got["transport"]): ReturnType<Lie> {
    const got = { ...questionIn(bytes), transport, nth: this.got.length + 1 };
    this.got.push(got);
    return this.lie(got, this);
  }

  private overTcp(socket: TcpSocket): void {
    this.open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => this.open.delete(socket));
    socket.once("data", (chunk) => {
      void Promise.resolve(this.answer(chunk.subarray(2), "tcp")).then((pieces) => {
        for (const piece of pieces) socket.write(piece);
      });
    });
  }
}

function questionIn(bytes: Buffer): Omit<Got, "transport" | "nth"> {
  const labels: string[] = [];
  let at = 12;
  for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) {
    labels.push(bytes.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  const number = bytes.readUInt16BE(at + 1);
  const [type] = Object.entries(typeNumbers).find(([, each]) => each === number) ?? [];
  return {
    bytes,
    name: labels.join("."),
    type: Object.keys(typeNumbers).find((each): each is DnsType => each === type),
    hasEdns: bytes.readUInt16BE(10) > 0,
    recursionDesired: ((bytes[2] ?? 0) & 1) === 1,
  };
}

/** What an answer holds besides the question's echo. */
export interface Said {
  readonly rcode?: number;
  /** AA, TC, RA and AD as letters: `"ra"` where not given. */
  readonly flags?: readonly ("aa" | "tc" | "ra" | "ad")[];
  readonly answers?: readonly Buffer[];
  readonly authority?: readonly Buffer[];
  readonly additional?: readonly Buffer[];
}

const flagBits = { aa: 0x0400, tc: 0x0200, ra: 0x0080, ad: 0x0020 } as const;

/** An answer that repeats the question as it came, EDNS left off. */
export function answerTo({ bytes }: Pick<Got, "bytes">, said: Said = {}): Buffer {
  const { rcode = 0, flags = ["ra"], answers = [], authority = [], additional = [] } = said;
  const head = Buffer.from(bytes.subarray(0, questionEndOf(bytes)));
  let word = 0x8000 | (head.readUInt16BE(2) & 0x0100) | (rcode & 0x0f);
  for (const flag of flags) word |= flagBits[flag];
  head.writeUInt16BE(word, 2);
  head.writeUInt16BE(answers.length, 6);
  head.writeUInt16BE(authority.length, 8);
  head.writeUInt16BE(additional.length, 10);
  return Buffer.concat([head, ...answers, ...authority, ...additional]);
}

function questionEndOf(bytes: Buffer): number {
  let at = 12;
  while ((bytes[at] ?? 0) > 0) at += (bytes[at] ?? 0) + 1;
  return at + 5;
}

/** A message with its length before it, as TCP wants it. */
export function prefixed(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

/** A record; its value as bytes. */
export function record(name: string, type: DnsType, value: Buffer, ttlSeconds = 300): Buffer {
  return rawRecord(wireName(name), typeNumbers[type], value, ttlSeconds);
}

/** A record with any owner and type. */
export function rawRecord(owner: Buffer, type: number, value: Buffer, ttlSeconds = 300): Buffer {
  const frame = Buffer.alloc(10);
  frame.writeUInt16BE(type, 0);
  frame.writeUInt16BE(1, 2);
  frame.writeUInt32BE(ttlSeconds, 4);
  frame.writeUInt16BE(value.length, 8);
  return Buffer.concat([owner, frame, value]);
}

/** A name in the form of the wire, nothing checked. */
export function wireName(name: string): Buffer {
  const labels = name === "" ? [] : name.split(".");
  return Buffer.concat([
    ...labels.map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`, "latin1")),
    Buffer.of(0),
  ]);
}

export function txtRecord(name: string, text: string, ttlSeconds = 300): Buffer {
  return record(name, "TXT", Buffer.from(`${String.fromCharCode(text.length)}${text}`, "latin1"), ttlSeconds);
}

export function aliasRecord(name: string, target: string, ttlSeconds = 300): Buffer {
  return record(name, "CNAME", wireName(target), ttlSeconds);
}

export function addressRecord(name: string, address: string, ttlSeconds = 300): Buffer {
  return record(name, "A", Buffer.from(address.split(".").map(Number)), ttlSeconds);
}

export function soaRecord(name: string, minimum: number, ttlSeconds = 300): Buffer {
  const numbers = Buffer.alloc(20);
  for (const [at, number] of [1, 2, 3, 4, minimum].entries()) numbers.writeUInt32BE(number, at * 4);
  return record(name, "SOA", Buffer.concat([wireName(`ns.${name}`), wireName(`admin.${name}`), numbers]), ttlSeconds);
}
