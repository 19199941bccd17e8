/** Native nodes where glass-easel and WeChat's own view layer differ. */
import * as glassEasel from 'glass-easel';

export function adjustNativeNodes(): void {
  const node = glassEasel.NativeNode.prototype;
  const { updateAttribute } = node;
  node.updateAttribute = function (this: glassEasel.NativeNode, name: string, value: unknown): void {
    // `hidden` is a boolean property of every element: hidden="{{undefined}}" shows it.
    if (name === 'hidden') updateAttribute.call(this, name, Boolean(value));
    else if (value === undefined || value === null) this.removeAttribute(name);
    else updateAttribute.call(this, name, typeof value === 'object' ? JSON.stringify(value) : value);
  };

  const element = glassEasel.Element.prototype;
  const { setDataset } = element;
  // data-* reaches the DOM, for style sheets' attribute selectors and for tests.
  element.setDataset = function (this: glassEasel.Element, name: string, value: unknown): void {
    setDataset.call(this, name, value);
    const dom = this.$$ as unknown as HTMLElement | null;
    if (dom === null) return;
    const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === undefined || value === null || typeof value === 'object') dom.removeAttribute(attribute);
    else dom.setAttribute(attribute, String(value));
  };
}
