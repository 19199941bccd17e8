/** How far the work has come: a bar on a terminal, nothing where nobody looks. */
const WIDTH = 24;

export function drawProgress(label: string, done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  const full = total === 0 ? WIDTH : Math.round(Math.min(done / total, 1) * WIDTH);
  process.stderr.write(`\r\u001b[K${label} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done}/${total}`);
}

export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
