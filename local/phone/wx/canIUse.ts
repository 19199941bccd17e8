/** Button open-types that work here. */
const OPEN_TYPES = new Set([
  'share',
  'getPhoneNumber',
  'getUserInfo',
  'openSetting',
  'contact',
  'feedback',
  'chooseAvatar',
  'agreePrivacyAuthorization',
  'launchApp',
]);
/** Built-in elements that are only stand-in boxes. */
const STAND_INS = new Set([
  'map',
  'video',
  'camera',
  'live-player',
  'live-pusher',
  'web-view',
  'ad',
  'ad-custom',
  'open-data',
  'editor',
  'voip-room',
  'official-account',
  'open-container',
  'channel-live',
  'channel-video',
]);
const ELEMENTS = new Set([
  'view',
  'text',
  'scroll-view',
  'swiper',
  'swiper-item',
  'image',
  'button',
  'input',
  'textarea',
  'form',
  'checkbox',
  'checkbox-group',
  'radio',
  'radio-group',
  'switch',
  'slider',
  'label',
  'picker',
  'picker-view',
  'picker-view-column',
  'progress',
  'icon',
  'rich-text',
  'navigator',
  'canvas',
  'movable-area',
  'movable-view',
  'cover-view',
  'cover-image',
  'page-container',
  'root-portal',
  'match-media',
  'page-meta',
  'navigation-bar',
]);

/**
 * wx.canIUse: '${API}.${method}.${param}.${option}' or '${component}.${attribute}.${option}'. An API counts when the web
 * phone has it; below the first dot only open-types and members of wx.cloud are told apart.
 */
export function canIUse(api: Record<string, unknown>, schema: string): boolean {
  const [head = '', second, third] = schema.split('.');
  if (ELEMENTS.has(head)) return second === 'open-type' && third !== undefined ? OPEN_TYPES.has(third) : true;
  if (STAND_INS.has(head)) return false;
  if (head === 'cloud' && second !== undefined) return second in (api.cloud as Record<string, unknown>);
  return api[head] !== undefined;
}
