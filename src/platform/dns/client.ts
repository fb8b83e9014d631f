import { limits } from "../../model/limits.ts";
import { Queue } from "../queue.ts";
import { Deadlines } from "./deadlines.ts";
import type { Endpoint } from "./endpoint.ts";
import { type Asked, type Asker, type Failed, PutQuestion } from "./put-question.ts";
import { Chance, isAskable, type QuestionForm } from "./question.ts";
import { type InTurn, Server } from "./server.ts";

/** Whom to ask, and how patiently. */
export interface ClientOptions {
  readonly endpoints: readonly Endpoint[];
  /** Milliseconds for the first try; each further one has twice as many. */
  readonly timeoutMs?: number;
  /** How questions are put at first; with EDNS by default. */
  readonly edns?: QuestionForm["edns"];
}

/** Puts questions to servers, so many at a time, so often and so long, and never rejects. */
export class DnsClient implements Asker {
  readonly chance: Chance = new Chance();
  readonly deadlines: Deadlines = new Deadlines();
  readonly timeoutMs: number;
  private readonly servers: readonly Server[];
  private readonly queue = new Queue<InTurn>();
  private open = 0;

  constructor({ endpoints, timeoutMs = limits.dnsTimeoutMs, edns = "with" }: ClientOptions) {
    this.servers = endpoints.map((endpoint) => new Server(endpoint, edns));
    this.timeoutMs = timeoutMs;
  }

  ask<T extends { readonly status: string }>(asked: Asked<T>): Promise<T | Failed> {
    if (!isAskable(asked.name)) return Promise.resolve({ status: "failed", because: "name-invalid" });
    if (this.servers.length === 0) return Promise.resolve({ status: "failed", because: "server-failed" });
    if (this.queue.length >= limits.dnsQueuedMax) return Promise.resolve({ status: "failed", because: "too-many" });
    return new Promise((resolve) => {
      const question = new PutQuestion<T>(this, asked, resolve);
      if (this.open >= limits.dnsOpenMax) this.queue.push({ go: () => question.start() });
      else {
        this.open++;
        question.start();
      }
    });
  }

  /** Makes room for the next question. */
  leave(): void {
    const next = this.queue.shift();
    if (next) next.go();
    else this.open--;
  }

  firstServer(): number {
    const speaking = this.servers.findIndex(({ isSilent }) => !isSilent);
    return Math.max(0, speaking);
  }

  serverAt(index: number): Server | undefined {
    return this.servers[index % this.servers.length];
  }

  /** Lets go of the sockets, once the last answer is in. */
  close(): void {
    for (const server of this.servers) server.close();
  }
}
