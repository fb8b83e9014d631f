import { expect, test, vi } from "vitest";
import { InFlight } from "../../src/platform/in-flight.ts";

/** Work that ends when told to, and how much of it runs. */
function work(room: InFlight) {
  const ends: (() => void)[] = [];
  const order: number[] = [];
  const start = (number: number): Promise<number> =>
    room.run(async () => {
      order.push(number);
      await new Promise<void>((resolve) => ends.push(resolve));
      return number;
    });
  return { ends, order, start };
}

test("a busy thread has the least at a time, in the order they came, and each gives way to the next", async () => {
  const { ends, order, start } = work(new InFlight({ least: 2, most: 10 }, () => 1));
  const all = Promise.all([0, 1, 2, 3].map(start));
  await Promise.resolve();
  expect(order).toEqual([0, 1]);
  while (ends.length > 0 || order.length < 4) {
    ends.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(await all).toEqual([0, 1, 2, 3]);
  expect(order).toEqual([0, 1, 2, 3]);
});

test("a thread that waits takes more at a time, up to the most, and fewer again once it is busy", async () => {
  vi.useFakeTimers();
  try {
    let busy = 0.1;
    const { ends, order, start } = work(new InFlight({ least: 1, most: 40 }, () => busy));
    const all = Promise.all(Array.from({ length: 60 }, (_, at) => start(at)));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(order).toHaveLength(40);
    busy = 1;
    await vi.advanceTimersByTimeAsync(1_000);
    for (const end of ends.splice(0)) end();
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toHaveLength(41);
    busy = 0.1;
    while (order.length < 60 || ends.length > 0) {
      for (const end of ends.splice(0)) end();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(await all).toHaveLength(60);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("work that fails makes room as work that ends does", async () => {
  const room = new InFlight({ least: 1, most: 1 }, () => 1);
  const lost = room.run(() => Promise.reject(new Error("lost")));
  const next = room.run(() => Promise.resolve("next"));
  await expect(lost).rejects.toThrow("lost");
  expect(await next).toBe("next");
});
