import type { HomeView } from '../../typings/api/shopper';

/**
 * The last home view, drawn before the first answer comes. WeChat keeps storage apart per person and mini-program, so it is
 * always this person's own. Written after every answer, dropped when its shape changed.
 */
const KEY = 'home';
const SHAPE = 3;

interface Stored {
  shape: number;
  home: HomeView;
  /** The server's clock minus the phone's, in ms. */
  lag: number;
}

function isStored(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && (value as Stored).shape === SHAPE;
}

export function readSnapshot(): Pick<Stored, 'home' | 'lag'> | null {
  try {
    const value: unknown = wx.getStorageSync(KEY);
    return isStored(value) ? value : null;
  } catch (error) {
    console.warn('snapshot not readable', error);
    return null;
  }
}

export function writeSnapshot(home: HomeView, lag: number): void {
  wx.setStorage({
    key: KEY,
    data: { shape: SHAPE, home, lag },
    fail: (reason) => console.warn('snapshot not written', reason.errMsg),
  });
}
