export type Scanned = { text: string } | { failed: 'cancelled' | 'nothing' | 'camera' };

/** Reads a bar code or QR code. A mini-program code of another page has no text: there is nothing to look for in it. */
export function scan(): Promise<Scanned> {
  return new Promise((resolve) => {
    wx.scanCode({
      scanType: ['barCode', 'qrCode'],
      success: ({ result }) => resolve(result ? { text: result } : { failed: 'nothing' }),
      fail: ({ errMsg }) => {
        if (/cancel/.test(errMsg)) resolve({ failed: 'cancelled' });
        else resolve({ failed: /auth|permission|deny|denied/.test(errMsg) ? 'camera' : 'nothing' });
      },
    });
  });
}
