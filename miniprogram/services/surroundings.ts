/** What the phone says about itself, read once at start and on change. Lengths in px. */
export type Theme = 'light' | 'dark';

export interface Capsule {
  top: number;
  height: number;
  /** From the capsule's left edge to the right edge of the screen. */
  room: number;
}

export interface Surroundings {
  theme: Theme;
  statusBarHeight: number;
  capsule: Capsule;
  /** WeChat's own font size in px, 17 is standard. */
  fontSize: number;
  language: string;
  /** The weakest phones: no movement but a cross-fade. */
  weak: boolean;
}

/** benchmarkLevel: -2 and 0 cannot run games, 1 to about 50 by power, -1 unknown (and always on iOS). */
const WEAK_UP_TO = 8;

/** Where the status bar and the capsule are now. */
export function readBar(): Pick<Surroundings, 'statusBarHeight' | 'capsule'> {
  const screen = wx.getWindowInfo();
  const capsule = wx.getMenuButtonBoundingClientRect();
  return {
    statusBarHeight: screen.statusBarHeight,
    capsule: { top: capsule.top, height: capsule.height, room: screen.windowWidth - capsule.left },
  };
}

export function readSurroundings(): Surroundings {
  const base = wx.getAppBaseInfo();
  const { benchmarkLevel } = wx.getDeviceInfo();
  return {
    ...readBar(),
    theme: base.theme === 'dark' ? 'dark' : 'light',
    fontSize: base.fontSizeSetting,
    language: base.language,
    weak: benchmarkLevel !== -1 && benchmarkLevel <= WEAK_UP_TO,
  };
}

export function onTheme(listener: (theme: Theme) => void): void {
  wx.onThemeChange(({ theme }) => listener(theme));
}

/** A folding phone opens, a tablet turns: the capsule is elsewhere then. */
export function onBarMoved(listener: () => void): void {
  wx.onWindowResize(listener);
}
