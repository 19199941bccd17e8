/** A bar on a terminal, a line at every tenth elsewhere. */
const WIDTH = 30;

export function progressOf(what: string): { to(share: number): void; end(): void } {
  const { stdout } = process;
  const begun = Date.now();
  let shown = -1;
  const draw = (share: number) => {
    const tenth = Math.floor(share * 10);
    if (stdout.isTTY) {
      const full = Math.round(share * WIDTH);
      stdout.write(`\r${what} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.round(share * 100)}%`);
    } else if (tenth > shown) stdout.write(`${what} ${tenth * 10}%\n`);
    shown = tenth;
  };
  return {
    to: draw,
    end: () =>
      stdout.write(`${stdout.isTTY ? '\n' : ''}演示店铺准备好了（${Math.round((Date.now() - begun) / 1000)} 秒）\n`),
  };
}
