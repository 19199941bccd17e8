/** Elements that need the real WeChat: a labelled box stands in their place, and a warning says so. */
import { defineElement, type Self, type Surroundings } from '../element';
import { ownChild, part } from '../slot-host';

/** Tag -> what the box says. */
const standIns: Record<string, string> = {
  map: '地图',
  video: '视频',
  camera: '相机',
  'live-player': '直播',
  'live-pusher': '直播推流',
  'voip-room': '多人通话',
  'channel-live': '视频号直播',
  'channel-video': '视频号视频',
  'web-view': '网页',
  ad: '广告',
  'ad-custom': '广告',
  'open-data': '微信资料',
  'open-container': '微信内容',
  'official-account': '公众号',
  'official-account-publish': '公众号文章',
  editor: '编辑器',
  audio: '音频',
  'store-product': '小店商品',
  'store-home': '小店',
  'functional-page-navigator': '插件功能页',
  'keyboard-accessory': '键盘工具条',
  'share-element': '',
  'grid-view': '',
  'list-view': '',
  'list-builder': '',
  'sticky-header': '',
  'sticky-section': '',
  'nested-scroll-header': '',
  'nested-scroll-body': '',
  'draggable-sheet': '',
  'span-group': '',
  'tap-gesture-handler': '',
  'double-tap-gesture-handler': '',
  'pan-gesture-handler': '',
  'scale-gesture-handler': '',
  'long-press-gesture-handler': '',
  'force-press-gesture-handler': '',
  'horizontal-drag-gesture-handler': '',
  'vertical-drag-gesture-handler': '',
};

/** Scenes in which WeChat shows the card: codes that were scanned, and coming back from one (component/official-account). */
const SCANNED: readonly number[] = [1011, 1017, 1025, 1047, 1124];
/** "场景值错误" of the same page. */
const WRONG_SCENE = 5;

/** Elsewhere there is nothing, and an error says why. */
function followCard(self: Pick<Self<object>, 'core' | 'dom' | 'fire'>): void {
  const shown = SCANNED.includes((self.core.enter ?? self.core.launch).scene);
  self.dom.hidden = !shown;
  if (shown) self.fire('load', { status: 0, errMsg: 'load:ok' });
  else self.fire('error', { status: WRONG_SCENE, errMsg: 'scene error' });
}

export function defineStandIns(around: Surroundings): void {
  for (const [tag, words] of Object.entries(standIns)) {
    defineElement(around, {
      tag,
      properties: { src: '', type: '' },
      build(self) {
        // Skyline's containers have no box of their own: their content is shown as it is.
        self.dom.toggleAttribute(words ? 'stand-in' : 'plain-container', true);
        if (words) {
          const label = part(self.document, 'stand-in-label', 'span');
          label.textContent = words;
          ownChild(self.dom, label);
        }
        return {
          attached: () => {
            if (tag === 'official-account') followCard(self);
            self.warn(
              words
                ? `<${tag}> needs the real WeChat; the web phone shows a box in its place`
                : `<${tag}> is Skyline's; the web phone shows its content without its behaviour`,
            );
          },
        };
      },
    });
  }
}
