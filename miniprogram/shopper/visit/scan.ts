/** What a camera saw that belongs to checking in; 'other' for a code of something else. */
export type Seen = { code: string } | { failed: 'cancelled' | 'other' | 'nothing' | 'camera' };

/** As the staff's screen shows it. */
const SCREEN = /^HTKV\.[\w.-]{1,59}$/;
const PRINTED = /^v=[\w-]{1,30}$/;

/**
 * The scene of a printed code, as the page gets it in its query and scanCode in its path: encoded (developers.weixin.qq.com,
 * 获取小程序码). '' for another scene, or none.
 */
export function printedIn(scene: string | undefined): string {
  try {
    const text = decodeURIComponent(scene ?? '');
    return PRINTED.test(text) ? text : '';
  } catch {
    // Half of an escape: nobody's code.
    return '';
  }
}

/** @param path of a mini-program code: 'shopper/visit/index?scene=v%3D…' */
export function codeIn(result: string, path: string): string {
  const text = result.trim();
  return SCREEN.test(text) ? text : printedIn(/[?&]scene=([^&]*)/.exec(path)?.[1]);
}

export function scan(): Promise<Seen> {
  return new Promise((resolve) => {
    wx.scanCode({
      scanType: ['qrCode'],
      success: (answer) => {
        // Only a mini-program code has a path, which the typings leave out.
        const { result = '', path = '' } = answer as typeof answer & { path?: string };
        const code = codeIn(result, path);
        if (code) resolve({ code });
        else resolve({ failed: result || path ? 'other' : 'nothing' });
      },
      fail: ({ errMsg }) => {
        if (/cancel/.test(errMsg)) resolve({ failed: 'cancelled' });
        else resolve({ failed: /auth|permission|deny|denied/.test(errMsg) ? 'camera' : 'nothing' });
      },
    });
  });
}
