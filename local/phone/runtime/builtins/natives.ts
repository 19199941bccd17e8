/**
 * Elements without behaviour of their own stay native nodes (fast: no component behind them). Their attributes come
 * through NativeNode.updateAttribute, where aria, animation and unknown names are looked at.
 */
import * as glassEasel from 'glass-easel';
import { isAccessibilityAttribute, passAccessibility } from './accessibility';
import { applyAnimation } from './animation/actions';
import type { Surroundings } from './element';
import { FIELD_PLACEHOLDER } from './elements/text-field';

const hover = ['hover-class', 'hover-stop-propagation', 'hover-start-time', 'hover-stay-time'];

/** Tag -> attributes it knows, beside those every element knows. */
const natives: Record<string, string[]> = {
  view: hover,
  'cover-view': [...hover, 'scroll-top', 'marker-id'],
  text: ['selectable', 'user-select', 'space', 'decode', 'overflow', 'max-lines'],
};

const everywhere = new Set([
  'id',
  'class',
  'style',
  'slot',
  'hidden',
  'animation',
  'key',
  'is',
  'data',
  'name',
  'part',
  'tabindex',
]);

export function installNatives({ kit, warn }: Surroundings): void {
  kit.native([...Object.keys(natives), FIELD_PLACEHOLDER]);
  const known = new Map(Object.entries(natives).map(([tag, names]) => [tag, new Set(names)]));
  const prototype = glassEasel.NativeNode.prototype;
  const write = prototype.updateAttribute;
  prototype.updateAttribute = function (this: glassEasel.NativeNode, name: string, value: unknown) {
    if (isAccessibilityAttribute(name)) {
      const dom = kit.domOf(this);
      if (dom) passAccessibility(dom, name, value);
      return;
    }
    if (name === 'animation') {
      applyAnimation(kit, this, value);
      return;
    }
    const names = known.get(this.is);
    if (names && !names.has(name) && !everywhere.has(name) && !name.startsWith('data-') && !isWatched(this, name)) {
      warn(`<${this.is}> has no property "${name}"`);
    }
    write.call(this, name, value);
  };
}

/** `change:prop="{{m.changed}}"` watches any attribute, one that the element does not know as well. */
function isWatched(node: glassEasel.NativeNode, name: string): boolean {
  const { _$wxTmplArgs } = node as unknown as { _$wxTmplArgs?: { changeProp?: Record<string, unknown> } };
  return _$wxTmplArgs?.changeProp?.[name] !== undefined;
}
