import { limits } from "../../model/limits.ts";
import { Queue } from "../queue.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Chance, QuestionForm } from "./question.ts";
import { UdpSocket } from "./udp-socket.ts";

/** Someone whose turn comes. */
export interface InTurn {
  readonly go: () => void;
}

/** Sockets of one server, each with a random port, between which questions are spread by chance. */
const SOCKETS = 4;
/** Questions after which a socket gives way to one with another port. */
const SOCKET_USES_MAX = 2_000;
/** Answers in other letters after which a server is taken to change them always. */
const CASE_CHANGES_MAX = 3;
/** Tries in a row without an answer after which others are asked first. */
const FAILURES_MAX = 3;

/** One server that is asked: its sockets, its ways, and those who wait for their turn. */
export class Server {
  readonly endpoint: Endpoint;
  /** Whether it takes EDNS, as far as is known. */
  hasEdns: boolean;
  /** Whether it has ever answered. */
  hasSpoken = false;
  /** Tries in a row without an answer. */
  failures = 0;
  private caseChanges = 0;
  private open = 0;
  private readonly queue = new Queue<InTurn>();
  private readonly sockets: (UdpSocket | undefined)[] = Array.from({ length: SOCKETS });

  constructor(endpoint: Endpoint, edns: QuestionForm["edns"]) {
    this.endpoint = endpoint;
    this.hasEdns = edns === "with";
  }

  /** Whether it answers in the letters of the question, as far as is known. */
  get keepsCase(): boolean {
    return this.caseChanges < CASE_CHANGES_MAX;
  }

  get isSilent(): boolean {
    return this.failures >= FAILURES_MAX;
  }

  noteCaseChange(): void {
    this.caseChanges++;
  }

  /** Calls `go` when fewer than {@link limits} allows wait for this server; `leave` must follow. */
  enter(who: InTurn): void {
    if (this.open >= limits.dnsOpenPerServerMax) this.queue.push(who);
    else {
      this.open++;
      who.go();
    }
  }

  leave(): void {
    const next = this.queue.shift();
    if (next) next.go();
    else this.open--;
  }

  /** A socket with room, chosen by chance. */
  socket(chance: Chance): UdpSocket {
    const at = chance.byte() % SOCKETS;
    const known = this.sockets[at];
    if (known && !known.isBroken && known.uses < SOCKET_USES_MAX && known.open < limits.dnsOpenPerSocketMax) return known;
    known?.retire();
    const fresh = new UdpSocket(this.endpoint);
    this.sockets[at] = fresh;
    return fresh;
  }

  close(): void {
    for (const socket of this.sockets.splice(0)) socket?.retire();
  }
}
