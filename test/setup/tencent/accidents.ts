/** What may go wrong on the platform's side; a test switches it on. */
export interface Accidents {
  /** Every n-th call is throttled; 0 never. */
  throttleEvery: number;
  /**
   * After so many writes everything is refused, and the answer to the last of these writes is lost: the deployment is cut
   * off. Null: never.
   */
  cutAfterWrites: number | null;
  /** Collections whose ACL is taken and does not hold. */
  deafAcl: Set<string>;
  /** Functions whose next change ends as failed. */
  failing: Set<string>;
  /** How many calls find a function under way after each change. */
  readsUnderWay: number;
  /** The answer of a function that is invoked; by default it is in order. */
  invoked: ((name: string, event: unknown) => unknown) | null;
}

export const noAccidents = (): Accidents => ({
  throttleEvery: 0,
  cutAfterWrites: null,
  deafAcl: new Set(),
  failing: new Set(),
  readsUnderWay: 1,
  invoked: null,
});
