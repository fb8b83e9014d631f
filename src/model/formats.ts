/** The ways a report can be said. */
export const formats = ["pretty", "json", "ndjson"] as const;
export type Format = (typeof formats)[number];

/** From which severity on a finding makes the run end in exit code 1. */
export const failOns = ["error", "warning", "never"] as const;
export type FailOn = (typeof failOns)[number];

/** Kinds of DNS hosting that edits of records are written for. */
export const snippetFormats = ["bind", "dnspod", "route53", "cloudflare", "terraform"] as const;

export type SnippetFormat = (typeof snippetFormats)[number];
