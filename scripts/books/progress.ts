/** How far the check has come, on a terminal; nothing where nobody looks. */
const WIDTH = 30;

export function drawProgress(done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  const share = total === 0 ? 1 : Math.min(done / total, 1);
  const full = Math.round(share * WIDTH);
  process.stderr.write(`\r对账 ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done}/${total}`);
}

export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
