import type { DnsFailure, DnsType } from "../../model/dns.ts";
import { limits } from "../../model/limits.ts";
import type { Deadlines, Expiring } from "./deadlines.ts";
import { askHttps } from "./https.ts";
import { headerRcode, readMessage, type WireMessage } from "./message.ts";
import { type Chance, echoOf, encodeQuestion, type QuestionForm } from "./question.ts";
import type { InTurn, Server } from "./server.ts";
import { askTcp } from "./tcp.ts";
import type { UdpSocket, Waiting } from "./udp-socket.ts";

/** Why a question has no answer. */
export interface Failed {
  readonly status: "failed";
  readonly because: DnsFailure;
}

/** A question, and how its answer is read; one that reads as failed is asked of the next server. */
export interface Asked<T> {
  readonly name: string;
  readonly type: DnsType;
  readonly recursion: QuestionForm["recursion"];
  readonly read: (message: WireMessage) => T | Failed;
}

/** What questions share: who is asked, and how long. */
export interface Asker {
  readonly chance: Chance;
  readonly deadlines: Deadlines;
  /** Milliseconds for the first try, fewer where the server has never answered; each further one has twice as many. */
  readonly timeoutMs: number;
  /** The first of the servers that was not silent of late. */
  readonly firstServer: () => number;
  /** A server; behind the last comes the first again. */
  readonly serverAt: (index: number) => Server | undefined;
  /** A question is done: the next one's turn. */
  readonly leave: () => void;
}

/** Bytes of an answer over UDP without EDNS; one cut there may lack its TC bit. */
const PLAIN_BYTES_MAX = 512;
/** Codes with which servers refuse EDNS (RFC 6891, 7): format error, not implemented, version unknown. */
const ednsRefusals: ReadonlySet<number> = new Set([1, 4, 16]);

/**
 * The life of one question: tries, each with a new id and port; without EDNS or random letters where a server cannot
 * have them; over TCP where the answer is cut short. A plain object that waits in maps: millions of these are made.
 */
export class PutQuestion<T extends { readonly status: string }> implements Waiting, Expiring, InTurn {
  private readonly client: Asker;
  private readonly asked: Asked<T>;
  private readonly settle: (reply: T | Failed) => void;
  private server: Server | undefined;
  private socket: UdpSocket | undefined;
  private sent: Buffer = Buffer.alloc(0);
  private tries = 0;
  private first = 0;
  private edns: QuestionForm["edns"] = "with";
  private letters: QuestionForm["letters"] = "mixed";
  private because: DnsFailure = "timeout";

  constructor(client: Asker, asked: Asked<T>, settle: (reply: T | Failed) => void) {
    this.client = client;
    this.asked = asked;
    this.settle = settle;
  }

  /** Waits for a turn at the server of this try. */
  start(): void {
    if (this.tries === 0) this.first = this.client.firstServer();
    this.server = this.client.serverAt(this.first + this.tries);
    this.edns = this.server?.hasEdns === false ? "without" : "with";
    this.letters = this.server?.keepsCase === false ? "lower" : "mixed";
    this.server?.enter(this);
  }

  /** Puts the question: it is this one's turn. */
  go(): void {
    const { server, client, asked, edns, letters } = this;
    if (!server) return;
    this.sent = encodeQuestion(asked.name, asked.type, { recursion: asked.recursion, edns, letters }, client.chance);
    if (server.endpoint.transport === "https") {
      void this.overStream(askHttps(server.endpoint.host, this.sent, this.waitMs()));
      return;
    }
    this.socket = server.socket(client.chance);
    this.socket.send(this.sent, this, client.chance);
    client.deadlines.set(this, this.waitMs());
  }

  take(packet: Buffer): void {
    const echo = echoOf(packet, this.sent);
    if (echo === "none") return;
    this.stop();
    if (echo !== "other-case" || this.letters === "lower") return this.examine(packet, "udp");
    // A forger would have to guess id and port to come this far; the next round has others.
    this.letters = "lower";
    this.go();
  }

  expire(): void {
    this.lost("timeout");
  }

  lose(): void {
    this.lost("server-failed");
  }

  private lost(because: DnsFailure): void {
    this.stop();
    if (this.server) this.server.failures++;
    this.fail(because);
  }

  private waitMs(): number {
    const { timeoutMs } = this.client;
    return (this.server?.hasSpoken ? timeoutMs : Math.min(timeoutMs, limits.dnsMuteTimeoutMs)) * 2 ** this.tries;
  }

  /** No packet is waited for any more. */
  private stop(): void {
    this.client.deadlines.clear(this);
    this.socket?.drop(this.sent);
    this.socket = undefined;
  }

  private examine(packet: Buffer, transport: "udp" | "stream"): void {
    if (this.server) this.server.hasSpoken = true;
    const message = readMessage(packet);
    if (this.edns === "with" && ednsRefusals.has(message?.rcode ?? headerRcode(packet))) {
      this.edns = "without";
      return this.go();
    }
    const isCut = message ? message.isTruncated : packet.length >= PLAIN_BYTES_MAX;
    if (isCut && transport === "udp") return this.overTcp();
    if (!message || isCut) return this.fail("malformed");
    const reply = this.asked.read(message);
    if (isFailed(reply)) this.fail(reply.because);
    else this.end(reply);
  }

  private overTcp(): void {
    const { server, client, sent } = this;
    if (!server) return;
    sent.writeUInt16BE(client.chance.twoBytes(), 0);
    void this.overStream(askTcp(server.endpoint, sent, this.waitMs()));
  }

  private async overStream(asking: Promise<Buffer | DnsFailure>): Promise<void> {
    const answer = await asking;
    if (typeof answer === "string") return this.fail(answer);
    const echo = echoOf(answer, this.sent);
    if (echo === "none") this.fail("malformed");
    else this.examine(answer, "stream");
  }

  /** This try is lost; the last gives up, with the most telling reason. */
  private fail(because: DnsFailure): void {
    if (because !== "timeout") this.because = because;
    this.tries++;
    if (this.tries >= limits.dnsTriesMax) return this.finish({ status: "failed", because: this.because });
    this.server?.leave();
    this.start();
  }

  private end(reply: T | Failed): void {
    const { server } = this;
    if (server) {
      server.failures = 0;
      if (this.edns === "without") server.hasEdns = false;
      if (this.letters === "lower" && server.keepsCase) server.noteCaseChange();
    }
    this.finish(reply);
  }

  private finish(reply: T | Failed): void {
    this.server?.leave();
    this.client.leave();
    this.settle(reply);
  }
}

function isFailed(reply: { readonly status: string }): reply is Failed {
  return reply.status === "failed";
}
