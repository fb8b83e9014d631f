/**
 * The states of a recipient, by number. What one is unsubscribed from is a mask of domains, one bit each; it stays while an
 * address is listed, and after a complaint. An address that does not exist has never been delivered to: its mask is 0.
 */
export interface States {
  /** Masks there are: 2 to the number of domains. */
  readonly masks: number;
  /** States there are. */
  readonly width: number;
  /** Where the valid ones begin that may be mailed, one state for each mask. */
  readonly valid: number;
  /** Where the valid ones begin that the shared list has, one state for each mask. */
  readonly listedValid: number;
  /** Where those begin who complained: the account's own list has them for ever. One state for each mask. */
  readonly complained: number;
  /** Addresses that do not exist, and may be mailed because nobody knows. */
  readonly invalid: number;
  /** Those that bounced, here or at others. */
  readonly listedInvalid: number;
}

/** The states where so many domains mail one list, from 1 to 3. */
export function statesFor(domains: number): States {
  const masks = 2 ** domains;
  return {
    masks,
    width: 3 * masks + 2,
    valid: 0,
    listedValid: masks,
    complained: 2 * masks,
    invalid: 3 * masks,
    listedInvalid: 3 * masks + 1,
  };
}
