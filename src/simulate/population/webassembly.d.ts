/** The part of WebAssembly that is used: the types of Node have none. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Memory {
    constructor(descriptor: { readonly initial: number; readonly maximum?: number; readonly shared?: boolean });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Instance {
    constructor(module: Module, imports: { readonly env: Readonly<Record<string, unknown>> });
    readonly exports: Readonly<Record<string, (...numbers: number[]) => void>>;
  }
}
