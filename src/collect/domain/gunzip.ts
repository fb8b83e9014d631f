/** The text in gzip bytes, in UTF-8; undefined for what is none, or unpacks to more bytes than asked for. */
export async function gunzip(bytes: Uint8Array<ArrayBuffer>, bytesMax: number): Promise<string | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      size += chunk.value.length;
      if (size > bytesMax) {
        await reader.cancel();
        return undefined;
      }
      text += decoder.decode(chunk.value, { stream: true });
    }
    return text + decoder.decode();
  } catch {
    return undefined;
  }
}
