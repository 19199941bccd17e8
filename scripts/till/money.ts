/** Yuan as a cashier types them: '128', '128.5', '128.00'. Fen, whole; null when it is no amount. */
export function fenOf(text: string): number | null {
  const [, yuan, fen = ''] = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/^[¥￥]/, '')) ?? [];
  if (yuan === undefined) return null;
  const total = Number(yuan) * 100 + Number(fen.padEnd(2, '0'));
  return total > 0 ? total : null;
}
