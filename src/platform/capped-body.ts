/** The bytes of a stream; undefined when there are more than allowed, the rest of which is not read. */
export async function cappedBody(body: AsyncIterable<Uint8Array> | null, bytesMax: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > bytesMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
