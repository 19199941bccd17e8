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

/** A member code of 18 digits, so that it can be read out: 888620 118742 931234 */
export function inSixes(code: string): string {
  return code.replace(/(.{6})(?=.)/g, '$1 ');
}

/** Fen as a price tag says them: ¥9, ¥9.90, ¥1,280. */
export function money(fen: number): string {
  const cents = Math.abs(fen) % 100;
  const whole = figure(Math.trunc(Math.abs(fen) / 100));
  return `${fen < 0 ? '−' : ''}¥${whole}${cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`}`;
}

/** Hundredths as a multiplier is read: 150 -> 1.5, 200 -> 2. */
export function times(hundredths: number): string {
  return String(hundredths / 100);
}

/** Percent of the price as a discount is said: 95 -> 9.5 (折), 80 -> 8. */
export function tenths(percent: number): string {
  return String(percent / 10);
}

/** A line may end between two words, not between a figure and its unit or within a date. */
export function unbroken(sentence: string): string {
  return sentence.replace(/ /g, '\u00a0');
}
