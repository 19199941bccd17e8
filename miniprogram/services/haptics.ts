/** A light tap under the finger. Phones without a motor say so through `fail`; there is nothing to do about it. */
export function lightTap(): void {
  wx.vibrateShort({ type: 'light', fail: (reason) => console.info('no vibration', reason.errMsg) });
}
