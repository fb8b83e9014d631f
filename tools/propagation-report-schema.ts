import { object } from "./json-object.ts";

const word = { type: "string" };
const words = { type: "array", items: word };
const count = { type: "integer", minimum: 0 };
const way = { enum: ["taken", "missing", "unknown"] };

/** JSON Schema of what the servers of a zone say, and what resolvers remember. */
export const propagationSchema: object = object(
  {
    zone: word,
    servers: {
      type: "array",
      items: object(
        {
          host: word,
          address: word,
          state: { enum: ["serving", "lame", "silent", "private"] },
          rcode: word,
          serial: count,
          tcp: way,
          edns: way,
        },
        ["serial"],
      ),
    },
    delegation: { ...words, description: "The name servers that the zone above gives; absent where it did not say." },
    ownHosts: words,
    glue: { type: "array", items: object({ host: word, above: words, own: words }) },
    questions: {
      type: "array",
      items: object({
        name: word,
        type: word,
        served: { type: "array", items: object({ values: words, servers: words, ttlSeconds: count }) },
        silent: words,
        remembered: {
          type: "array",
          items: object({
            resolver: word,
            state: { enum: ["same", "old", "unheld", "unknown"] },
            values: words,
            ttlSeconds: { ...count, description: "For how long it will say so." },
          }),
        },
      }),
    },
  },
  ["delegation"],
);
