import { inTime } from './in-time';

/** Ways a finished picture leaves the program. Each ends in one of a few ways; WeChat's own words are read here alone. */

/** quiet: WeChat called nothing back. */
export type Shared = 'done' | 'cancelled' | 'failed' | 'quiet';
/** denied: no permission for the album. privacy: the guideline was not agreed to, or does not name the album. */
export type Saved = Shared | 'denied' | 'privacy';

/** Whoever looks at the menu may take longer; the page then takes the next tap, and nothing is said. */
const MENU_MS = 8000;
/** The question for permission stands meanwhile. */
const SAVE_MS = 20_000;

interface Refusal {
  errMsg?: string;
  errno?: number;
}

const CANCELLED = /cancel/i;
/** "auth deny", "auth denied", "authorize no response" (developers.weixin.qq.com, saveImageToPhotosAlbum and its questions). */
const DENIED = /auth/i;
/** errno 103, 104: not agreed; 112: the guideline names no album (developers.weixin.qq.com, 隐私协议). */
const PRIVACY: readonly number[] = [103, 104, 112];

/** WeChat's menu for a picture: to a friend, to Moments, into the album, to favourites. */
export async function shareMenu(path: string): Promise<Shared> {
  if (!wx.canIUse('showShareImageMenu')) return 'failed';
  const ended = await inTime<Shared>(MENU_MS, (done) => {
    wx.showShareImageMenu({
      path,
      success: () => done('done'),
      fail: (reason: Refusal) => done(CANCELLED.test(reason.errMsg ?? '') ? 'cancelled' : 'failed'),
    });
  });
  return ended ?? 'quiet';
}

export async function saveToAlbum(path: string): Promise<Saved> {
  const ended = await inTime<Saved>(SAVE_MS, (done) => {
    wx.saveImageToPhotosAlbum({
      filePath: path,
      success: () => done('done'),
      fail: (reason: Refusal) => done(refusalOf(reason)),
    });
  });
  return ended ?? 'quiet';
}

function refusalOf({ errMsg = '', errno = 0 }: Refusal): Saved {
  if (PRIVACY.includes(errno) || /privacy/i.test(errMsg)) return 'privacy';
  if (DENIED.test(errMsg)) return 'denied';
  return CANCELLED.test(errMsg) ? 'cancelled' : 'failed';
}
