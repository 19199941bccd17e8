/**
 * aria-* and role attributes reach the DOM as they are; WeChat's `aria-role` is the DOM's `role`
 * (developers.weixin.qq.com/miniprogram/dev/component/aria-component.html).
 */

const NAMES = [
  'label',
  'hidden',
  'live',
  'role',
  'labelledby',
  'describedby',
  'checked',
  'selected',
  'disabled',
  'expanded',
  'controls',
  'current',
  'level',
  'modal',
  'pressed',
  'busy',
  'atomic',
  'relevant',
  'haspopup',
  'orientation',
  'required',
  'invalid',
  'readonly',
  'sort',
  'multiselectable',
  'multiline',
  'autocomplete',
  'activedescendant',
  'owns',
  'flowto',
  'posinset',
  'setsize',
  'valuemax',
  'valuemin',
  'valuenow',
  'valuetext',
  'roledescription',
  'keyshortcuts',
  'details',
  'errormessage',
  'placeholder',
  'colcount',
  'rowcount',
  'colindex',
  'rowindex',
];

/** Property names (camelCase) that every built-in component takes. */
export const accessibilityProperties: readonly string[] = [
  'role',
  ...NAMES.map((name) => `aria${name[0]?.toUpperCase()}${name.slice(1)}`),
];

/** Roles that a keyboard must be able to reach. */
const operable = new Set(['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem', 'option', 'slider']);

export function isAccessibilityAttribute(name: string): boolean {
  return name === 'role' || name.startsWith('aria-');
}

export function passAccessibility(dom: Element, name: string, value: unknown): void {
  const attribute = name === 'aria-role' ? 'role' : name;
  if (value === null || value === undefined || value === '') dom.removeAttribute(attribute);
  else dom.setAttribute(attribute, String(value));
  if (attribute === 'role') reachable(dom, operable.has(String(value)));
}

/** Puts an element into the tab order, or takes it out of it. */
export function reachable(dom: Element, yes: boolean): void {
  if (yes) dom.setAttribute('tabindex', '0');
  else dom.removeAttribute('tabindex');
}

/** Draws a control's state for assistive technology; the program's own aria attributes win by coming later. */
export function describe(dom: Element, role: string, state: Record<string, string | number | boolean> = {}): void {
  if (!dom.hasAttribute('role')) dom.setAttribute('role', role);
  for (const [name, value] of Object.entries(state)) dom.setAttribute(`aria-${name}`, String(value));
}
