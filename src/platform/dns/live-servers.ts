import { limits } from "../../model/limits.ts";
import type { ServerQuestion, ServerReply, Servers } from "../../model/servers.ts";
import { Queue } from "../queue.ts";
import { askServer } from "./ask-server.ts";
import { type Endpoint, readEndpoint, systemEndpoints } from "./endpoint.ts";

/** Whom to compare, and where. Everything has a default. */
export interface LiveServersOptions {
  /** Those of this machine by default. */
  readonly resolvers?: readonly Endpoint[];
  /** Where a server with an address listens; at port 53 by default. */
  readonly endpointOf?: (address: string) => Endpoint | undefined;
  /** Milliseconds for the first try of a question. */
  readonly timeoutMs?: number;
}

/** Asks single servers over the network, no more than {@link limits} allows at a time. */
export function liveServers(options: LiveServersOptions = {}): Servers {
  const { resolvers = systemEndpoints(), endpointOf = endpointAt, timeoutMs = limits.serverTimeoutMs } = options;
  const named = new Map(resolvers.slice(0, limits.resolversMax).map((endpoint) => [labelOf(endpoint), endpoint]));
  const turns = new Turns();
  return {
    resolvers: [...named.keys()],
    ask: async (server: string, question: ServerQuestion): Promise<ServerReply> => {
      const endpoint = question.way === "resolver" ? named.get(server) : endpointOf(server);
      if (!endpoint) return { status: "failed", because: "server-failed" };
      await turns.enter();
      const reply = await askServer(endpoint, { ...question, timeoutMs });
      turns.leave();
      return reply;
    },
  };
}

function endpointAt(address: string): Endpoint | undefined {
  const read = readEndpoint(address);
  return read.ok && read.value.transport === "udp" ? read.value : undefined;
}

function labelOf({ host, port, family, transport }: Endpoint): string {
  if (transport === "https" || port === 53) return host;
  return family === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Lets so many in at a time; the others wait in order. */
class Turns {
  private open = 0;
  private readonly queue = new Queue<() => void>();

  enter(): Promise<void> {
    if (this.open < limits.serversOpenMax) {
      this.open++;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.queue.push(resolve));
  }

  leave(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.open--;
  }
}
