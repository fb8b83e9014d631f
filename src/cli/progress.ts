/** A line on a terminal that says how far a long run is; silent elsewhere. */
export interface Progress {
  readonly show: (done: number) => void;
  /** Takes the line away, so that a report can be printed. */
  readonly clear: () => void;
}

/** Runs shorter than this are over before anyone looks. */
const INPUTS_MIN = 20;
const BAR_COLUMNS = 24;
const silent: Progress = { show: () => undefined, clear: () => undefined };

export function progressOn(stream: NodeJS.WriteStream, total: () => number, quiet: boolean): Progress {
  if (!stream.isTTY || quiet) return silent;
  let shown = false;
  return {
    show: (done) => {
      const all = total();
      if (all < INPUTS_MIN) return;
      const filled = Math.round((BAR_COLUMNS * done) / all);
      stream.write(`\r\u001B[K[${"#".repeat(filled)}${"-".repeat(BAR_COLUMNS - filled)}] ${done}/${all}`);
      shown = true;
    },
    clear: () => {
      if (shown) stream.write("\r\u001B[K");
      shown = false;
    },
  };
}
