import { createSocket, type Socket } from "node:dgram";
import type { Endpoint } from "./endpoint.ts";
import type { Chance } from "./question.ts";

/** Someone who waits for a packet with an id. */
export interface Waiting {
  /** Takes a packet, or passes over one that is not the answer. */
  readonly take: (packet: Buffer) => void;
  /** The socket is of no use: nothing listens there, or the network is down. */
  readonly lose: () => void;
}

/** Large enough for the answers to all questions that one socket may hold. */
const RECEIVE_BYTES = 1_048_576;

/** A socket with a port of its own, through which one server alone is heard: the system drops what others send. */
export class UdpSocket {
  /** Questions that went through it. */
  uses = 0;
  isBroken = false;
  private readonly waiting = new Map<number, Waiting>();
  private readonly socket: Socket;
  /**
   * Packets that wait for the socket to be connected, then for the end of the loop's turn: sent one by one as they come,
   * each would wake a server that sleeps (measured: an eighth of a run over many domains).
   */
  private readonly outbox: Buffer[] = [];
  private isConnected = false;
  private isRetired = false;
  private isShut = false;

  constructor({ host, port, family }: Endpoint) {
    this.socket = createSocket({ type: family === 6 ? "udp6" : "udp4", recvBufferSize: RECEIVE_BYTES });
    this.socket.on("error", () => this.fail());
    this.socket.on("message", (packet) => {
      if (packet.length >= 2) this.waiting.get(packet.readUInt16BE(0))?.take(packet);
    });
    this.socket.on("connect", () => {
      this.isConnected = true;
      this.flush();
    });
    this.socket.connect(port, host);
    this.socket.unref();
  }

  /** How many wait for an answer here. */
  get open(): number {
    return this.waiting.size;
  }

  /** Sends a question under an id that no other waits for here, and writes the id into it. */
  send(question: Buffer, who: Waiting, chance: Chance): void {
    let id = chance.twoBytes();
    while (this.waiting.has(id)) id = chance.twoBytes();
    question.writeUInt16BE(id, 0);
    this.waiting.set(id, who);
    this.uses++;
    this.outbox.push(question);
    if (this.isConnected && this.outbox.length === 1) setImmediate(() => this.flush());
  }

  private flush(): void {
    for (const packet of this.outbox.splice(0)) if (!this.isShut) this.socket.send(packet);
  }

  /** Forgets a question, answered or not. */
  drop(question: Buffer): void {
    this.waiting.delete(question.readUInt16BE(0));
    if (this.isRetired && this.waiting.size === 0) this.close();
  }

  /** Takes no more questions, and closes behind the last. */
  retire(): void {
    this.isRetired = true;
    if (this.waiting.size === 0) this.close();
  }

  private fail(): void {
    this.isBroken = true;
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    this.close();
    for (const who of lost) who.lose();
  }

  private close(): void {
    if (this.isConnected || this.isBroken) this.shut();
    // A socket closed before it is connected says so as an error.
    else this.socket.once("connect", () => this.shut());
  }

  private shut(): void {
    if (this.isShut) return;
    this.isShut = true;
    this.socket.close();
  }
}
