/** <navigator>: opens pages through the core (developers.weixin.qq.com/miniprogram/dev/component/navigator.html). */
import type { OpenKind } from '../../../contract';
import { describe, reachable } from '../accessibility';
import { defineElement, type Self, type Surroundings } from '../element';

const properties = {
  target: 'self',
  url: '',
  openType: 'navigate',
  delta: 1,
  appId: '',
  path: '',
  extraData: null as unknown,
  version: 'release',
  shortLink: '',
  hoverClass: 'navigator-hover',
  hoverStopPropagation: false,
  hoverStartTime: 50,
  hoverStayTime: 600,
};

const kinds: Record<string, OpenKind> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  reLaunch: 'reLaunch',
  switchTab: 'switchTab',
};

function go(self: Self<typeof properties>): Promise<unknown> {
  const { target, openType, url, delta } = self.props;
  if (target === 'miniProgram') {
    return Promise.reject(new Error('navigateToMiniProgram:fail other mini-programs are not on this machine'));
  }
  if (openType === 'navigateBack') return self.core.back(delta);
  if (openType === 'exit') return Promise.reject(new Error('exitMiniProgram:fail not supported by the web phone'));
  const kind = kinds[openType];
  if (!kind) return Promise.reject(new Error(`navigator:fail open-type "${openType}" is unknown`));
  return self.core.open(kind, url);
}

export function defineNavigator(around: Surroundings): void {
  defineElement(around, {
    tag: 'navigator',
    properties,
    build(self) {
      describe(self.dom, 'link');
      reachable(self.dom, true);
      self.listen('tap', () => {
        go(self)
          .then(
            () => self.fire('success', {}),
            (error: unknown) => {
              const errMsg = error instanceof Error ? error.message : String(error);
              self.core.report('warning', errMsg);
              self.fire('fail', { errMsg });
            },
          )
          .then(() => self.fire('complete', {}));
      });
      return {};
    },
  });
}
