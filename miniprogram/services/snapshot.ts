import type { HomeView } from '../../typings/api/shopper';

/**
 * The last home view, drawn before the first answer comes. WeChat keeps storage apart per person and mini-program, so it is
 * always this person's own. Written after every answer, dropped when its shape changed.
 */
const KEY = 'home';
const SHAPE = 1;

interface Stored {
  shape: number;
  home: HomeView;
}

function isStored(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && (value as Stored).shape === SHAPE;
}

export function readSnapshot(): HomeView | null {
  try {
    const value: unknown = wx.getStorageSync(KEY);
    return isStored(value) ? value.home : null;
  } catch (error) {
    console.warn('snapshot not readable', error);
    return null;
  }
}

export function writeSnapshot(home: HomeView): void {
  wx.setStorage({
    key: KEY,
    data: { shape: SHAPE, home },
    fail: (reason) => console.warn('snapshot not written', reason.errMsg),
  });
}
