/** A screen that is held out to be scanned: full brightness, and no falling asleep. What was before comes back afterwards. */
let held = false;
let before: number | null = null;

function refused(what: string) {
  return (reason: { errMsg: string }) => console.info(what, reason.errMsg);
}

export function brighten(): void {
  if (held) return;
  held = true;
  wx.setKeepScreenOn({ keepScreenOn: true, fail: refused('screen not kept on') });
  wx.getScreenBrightness({
    success: ({ value }) => {
      // The page may have been left before the answer came.
      if (!held) return;
      before = value;
      wx.setScreenBrightness({ value: 1, fail: refused('screen not brightened') });
    },
    fail: refused('brightness not known'),
  });
}

export function restore(): void {
  if (!held) return;
  held = false;
  wx.setKeepScreenOn({ keepScreenOn: false, fail: refused('screen still kept on') });
  if (before !== null) wx.setScreenBrightness({ value: before, fail: refused('screen not dimmed') });
  before = null;
}
