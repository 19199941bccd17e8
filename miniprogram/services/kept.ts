/**
 * What a page showed last, kept on this phone and drawn first the next time. WeChat keeps storage apart per person and mini-program.
 * A value of another shape than this version's is as good as none.
 */
const SHAPE = 1;

interface Stored<Value> {
  shape: number;
  value: Value;
}

export function kept<Value>(key: string): Value | null {
  try {
    const stored = wx.getStorageSync(key) as Partial<Stored<Value>> | '' | null | undefined;
    return stored && stored.shape === SHAPE ? (stored.value ?? null) : null;
  } catch (error) {
    console.warn(`${key} not readable`, error);
    return null;
  }
}

export function keep<Value>(key: string, value: Value): void {
  const data: Stored<Value> = { shape: SHAPE, value };
  wx.setStorage({ key, data, fail: (reason) => console.warn(`${key} not written`, reason.errMsg) });
}

export function dropKept(key: string): void {
  wx.removeStorage({ key, fail: (reason) => console.info(`${key} not there`, reason.errMsg) });
}
