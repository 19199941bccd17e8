/**
 * Keys of commands. A key begins with the number of the last ledger entry that this phone has seen of its member: the server then
 * knows by the member's journal alone whether it has had the key before. A guest's key begins with a letter.
 */
let seen: number | null = null;

/** Told with every member view; null for a guest. What an older version of the phone kept has no number. */
export function sawEntry(seq: number | null | undefined): void {
  seen = seq ?? null;
}

export function newKey(): string {
  const random = () => Math.random().toString(36).slice(2, 10).padEnd(8, '0');
  const head = seen === null ? `k${Date.now().toString(36)}` : String(seen);
  return `${head}-${random()}${random()}`;
}
