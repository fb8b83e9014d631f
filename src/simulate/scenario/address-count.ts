/** What was counted in a file of addresses. */
export interface AddressCount {
  /** Lines that hold an address; one that stands there twice is counted twice. */
  readonly addresses: number;
  /** Addresses by provider's id; those of domains that no provider has are counted as `other`. */
  readonly providers: ReadonlyMap<string, number>;
  /** Lines that hold something that is no address, and the numbers of the first of them. */
  readonly broken: number;
  readonly brokenLines: readonly number[];
}
