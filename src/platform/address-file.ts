import { type FileHandle, open } from "node:fs/promises";
import { limits } from "../model/limits.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { AddressCount } from "../simulate/scenario/address-count.ts";
import { AddressCounter } from "../simulate/scenario/address-counter.ts";
import { unreadable } from "./problems.ts";
import { regularSize } from "./regular.ts";

/** Bytes read at a time. */
const CHUNK_BYTES = 1_048_576;

/**
 * Counts the addresses of a file by provider: one a line, or in the first column of a CSV. Its addresses are read past and
 * never kept, so that its size does not matter; for the same reason nobody looks for addresses that stand there twice.
 */
export async function countAddresses(
  file: string,
  providersByDomain: ReadonlyMap<string, string>,
): Promise<Result<AddressCount>> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    regularSize(await handle.stat());
    const count = await countIn(handle, new AddressCounter(providersByDomain));
    const problem = problemWith(file, count);
    return problem ? failed(problem) : ok(count);
  } catch (fault) {
    return failed(unreadable(file, fault));
  } finally {
    await handle?.close();
  }
}

async function countIn(handle: FileHandle, counter: AddressCounter): Promise<AddressCount> {
  const buffer = new Uint8Array(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES);
    if (bytesRead === 0) return counter.end();
    counter.push(buffer.subarray(0, bytesRead));
  }
}

function problemWith(file: string, { addresses, brokenLines }: AddressCount): Problem | undefined {
  if (addresses > limits.listAddressesMax)
    return {
      code: "scenario-invalid",
      message: {
        en: `The file has ${addresses} addresses, which does not fit.`,
        zh: `文件有 ${addresses} 个地址，超出范围。`,
      },
      hint: {
        en: `A list has at most ${limits.listAddressesMax}: part it.`,
        zh: `每份名单最多 ${limits.listAddressesMax} 个，请拆分。`,
      },
      file,
    };
  if (addresses > 0) return undefined;
  const first =
    brokenLines.length > 0 ? { en: ` Line ${brokenLines[0]} is none.`, zh: `第 ${brokenLines[0]} 行不是地址。` } : none;
  return {
    code: "input-empty",
    message: { en: `The file holds no address.${first.en}`, zh: `文件中没有地址。${first.zh}` },
    hint: {
      en: "Write one address a line, or have them in the first column of a CSV.",
      zh: "请每行写一个地址，或放在 CSV 的第一列。",
    },
    file,
  };
}

const none = { en: "", zh: "" };
