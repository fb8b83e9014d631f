/** The parts of dns-packet that are relied on. */
declare module "dns-packet" {
  /** Sets `decode.bytes`. */
  interface Codec<T> {
    readonly decode: ((bytes: Buffer, at: number, options?: { readonly mail: true }) => T) & { bytes: number };
  }
  /** With `mail`, a dot inside a label is written as `\.`, so that it can be told from one between labels. */
  export const name: Codec<string>;
  /** Of these the place is that of the value's length. */
  export const a: Codec<string>;
  export const aaaa: Codec<string>;
  export const txt: Codec<readonly Buffer[]>;
  export function encode(packet: {
    readonly type: "query";
    readonly id: number;
    readonly flags: number;
    readonly questions: readonly { readonly name: string; readonly type: string }[];
    readonly additionals: readonly {
      readonly type: "OPT";
      readonly name: ".";
      readonly udpPayloadSize: number;
      readonly flags: number;
      readonly options: readonly never[];
    }[];
  }): Buffer;
}
