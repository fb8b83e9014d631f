import { connect } from "node:net";
import type { DnsFailure } from "../../model/dns.ts";
import type { Endpoint } from "./endpoint.ts";

/** Asks over TCP (RFC 7766): one connection, one question, and no longer than the time given, however slowly it drips. */
export function askTcp({ host, port }: Endpoint, question: Buffer, timeoutMs: number): Promise<Buffer | DnsFailure> {
  return new Promise((resolve) => {
    const answer = new LengthPrefixed();
    const socket = connect({ host, port, noDelay: true });
    const end = (outcome: Buffer | DnsFailure) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => end("timeout"), timeoutMs);
    socket.on("error", () => end("server-failed"));
    socket.on("close", () => end("server-failed"));
    socket.on("data", (chunk) => {
      const message = answer.take(chunk);
      if (message) end(message);
    });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(question.length);
    socket.write(Buffer.concat([length, question]));
  });
}

/** Puts together a message that follows its length of two bytes, out of chunks of any size. */
class LengthPrefixed {
  private readonly head = Buffer.alloc(2);
  private body: Buffer | undefined;
  private taken = 0;

  /** The message, once it is whole; what follows it is left. */
  take(chunk: Buffer): Buffer | undefined {
    let rest = chunk;
    if (!this.body) {
      const copied = rest.copy(this.head, this.taken);
      this.taken += copied;
      rest = rest.subarray(copied);
      if (this.taken < 2) return undefined;
      this.body = Buffer.alloc(this.head.readUInt16BE());
      this.taken = 0;
    }
    this.taken += rest.copy(this.body, this.taken);
    return this.taken === this.body.length ? this.body : undefined;
  }
}
