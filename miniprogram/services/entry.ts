/** By which way somebody came in (developers.weixin.qq.com, 场景值). */

/** A page opened inside Moments: nobody is logged in, nothing leads anywhere, and buttons of WeChat's do nothing. */
const MOMENTS_PAGE = 1154;

export function entryScene(): number {
  return wx.getEnterOptionsSync().scene;
}

export function inSinglePage(): boolean {
  return entryScene() === MOMENTS_PAGE;
}
