/** postal-mime names two types as a browser declares them; Node's types have them under another name. */
interface TextEncoder extends InstanceType<typeof globalThis.TextEncoder> {}
interface TextDecoder extends InstanceType<typeof globalThis.TextDecoder> {}
