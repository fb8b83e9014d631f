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

/** `total` is undefined while inputs are still being found. */
export function progressOn(stream: NodeJS.WriteStream, total: () => number | undefined, quiet: boolean): Progress {
  if (!stream.isTTY || quiet) return silent;
  let shown = false;
  return {
    show: (done) => {
      if (done < INPUTS_MIN) return;
      const all = total();
      const filled = all === undefined ? 0 : Math.round((BAR_COLUMNS * done) / Math.max(1, all));
      const bar = all === undefined ? "" : `[${"#".repeat(filled)}${"-".repeat(BAR_COLUMNS - filled)}] `;
      stream.write(`\r\u001B[K${bar}${done}${all === undefined ? "" : `/${all}`}`);
      shown = true;
    },
    clear: () => {
      if (shown) stream.write("\r\u001B[K");
      shown = false;
    },
  };
}
