/**
 * The `animation` attribute: what wx.createAnimation().export() gives is played step by step, each step a CSS transition
 * (developers.weixin.qq.com/miniprogram/dev/api/ui/animation/Animation.html). The last step's style stays.
 */
import type * as glassEasel from 'glass-easel';
import type { Kit } from '../../../contract';
import { cssName, styleValue, transformText } from './css-values';

export interface AnimationAction {
  animates: { type: string; args: unknown[] }[];
  option: {
    transformOrigin?: string;
    transition?: { duration?: number; delay?: number; timingFunction?: string };
  };
}

/** The style segment glass-easel reserves for transitions. */
const ANIMATION_STYLE = 2;

const playing = new WeakMap<glassEasel.Element, { timer: number }>();

function styleOf(action: AnimationAction): string {
  const { duration = 400, delay = 0, timingFunction = 'linear' } = action.option?.transition ?? {};
  const transform = action.animates.filter(({ type }) => type !== 'style');
  const styles = action.animates.filter(({ type }) => type === 'style');
  const rules = styles.map(({ args }) => `${cssName(String(args[0]))}:${styleValue(String(args[0]), args[1])}`);
  if (transform.length > 0) {
    rules.push(`transform:${transform.map(({ type, args }) => transformText(type, args)).join(' ')}`);
  }
  rules.push(`transform-origin:${action.option?.transformOrigin ?? '50% 50% 0'}`);
  rules.push(`transition:all ${duration}ms ${timingFunction} ${delay}ms`);
  return rules.join(';');
}

function actionsOf(animation: unknown): AnimationAction[] {
  const actions = (animation as { actions?: unknown } | null | undefined)?.actions;
  return Array.isArray(actions) ? (actions as AnimationAction[]) : [];
}

export function applyAnimation(kit: Kit, node: glassEasel.Element, animation: unknown): void {
  const actions = actionsOf(animation);
  const dom = kit.domOf(node);
  const window = dom?.ownerDocument.defaultView;
  if (!dom || !window) return;
  const run = playing.get(node) ?? { timer: 0 };
  playing.set(node, run);
  window.clearTimeout(run.timer);
  const step = (index: number) => {
    const action = actions[index];
    if (!action || !kit.domOf(node)) return;
    // The style before must have been laid out, or there is nothing to move from.
    dom.getBoundingClientRect();
    node.setNodeStyle(kit.px(styleOf(action)), ANIMATION_STYLE);
    const { duration = 400, delay = 0 } = action.option?.transition ?? {};
    run.timer = window.setTimeout(() => step(index + 1), duration + delay);
  };
  // At once where it can be seen: another animation may follow in the same turn and starts from here.
  if (dom.isConnected) step(0);
  else run.timer = window.setTimeout(() => step(0), 0);
}
