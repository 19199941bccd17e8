/** Numbers as a till writes them. Intl does not exist on phones. */
export function figure(n: number): string {
  const digits = String(Math.abs(n)).replace(/\B(?=(\d{3})+$)/g, ',');
  return n < 0 ? `−${digits}` : digits;
}

/** With its sign: +5, −20; zero has none. */
export function signed(n: number): string {
  return n > 0 ? `+${figure(n)}` : figure(n);
}

/** 862011874293 -> 8620 1187 4293 */
export function inFours(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}
