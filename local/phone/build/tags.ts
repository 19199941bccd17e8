/**
 * Element names of the page's DOM. Every tag without a dash and every built-in with one becomes `wx-<tag>`: left alone, <button>,
 * <input> or <form> would turn into real HTML. Tags of the program's own components with a dash stay as they are. Compiler (style
 * sheets) and runtime (elements) must agree, so both ask here.
 */
const DASHED_BUILT_INS = new Set([
  'scroll-view',
  'swiper-item',
  'movable-view',
  'movable-area',
  'cover-view',
  'cover-image',
  'rich-text',
  'picker-view',
  'picker-view-column',
  'checkbox-group',
  'radio-group',
  'navigation-bar',
  'page-meta',
  'page-container',
  'root-portal',
  'match-media',
  'share-element',
  'keyboard-accessory',
  'web-view',
  'open-data',
  'open-container',
  'official-account',
  'official-account-publish',
  'functional-page-navigator',
  'ad-custom',
  'live-player',
  'live-pusher',
  'voip-room',
  'channel-live',
  'channel-video',
  'sticky-header',
  'sticky-section',
  'grid-view',
  'list-view',
  'list-builder',
  'nested-scroll-header',
  'nested-scroll-body',
  'draggable-sheet',
  'double-tap-gesture-handler',
  'force-press-gesture-handler',
  'horizontal-drag-gesture-handler',
  'long-press-gesture-handler',
  'pan-gesture-handler',
  'scale-gesture-handler',
  'tap-gesture-handler',
  'vertical-drag-gesture-handler',
  'span-group',
  'store-product',
  'store-home',
]);

export function domTag(tag: string): string {
  return !tag.includes('-') || DASHED_BUILT_INS.has(tag) ? `wx-${tag}` : tag;
}

/** Name that marks a unit's own classes and its host element in the DOM. */
export function scopeName(unit: string): string {
  return unit.replace(/[^a-zA-Z0-9_-]/g, '_');
}
