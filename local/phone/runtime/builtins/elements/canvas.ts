/**
 * <canvas type="2d|webgl">: the selector query's node() is the canvas itself, with WeChat's additions
 * (developers.weixin.qq.com/miniprogram/dev/component/canvas.html).
 */
import { defineElement, type Self, type Surroundings } from '../element';
import { claim } from '../events/claims';
import { ownChild } from '../slot-host';
import { withFonts } from './canvas-fonts';

const properties = { type: '', canvasId: '', disableScroll: false };

/** A picture for drawing: its src may be a path of the program, cloud:// or wxfile://. */
function createImage(self: Self<typeof properties>): HTMLImageElement {
  const image = self.document.createElement('img');
  const native = Object.getOwnPropertyDescriptor(self.window.HTMLImageElement.prototype, 'src');
  let source = '';
  Object.defineProperty(image, 'src', {
    configurable: true,
    get: () => source,
    set(value: string) {
      source = String(value);
      self.host.resolveImage(source, self.kit.unitOf(self.node)).then(
        (url) => native?.set?.call(image, url),
        () => image.dispatchEvent(new self.window.Event('error')),
      );
    },
  });
  return image;
}

function build(self: Self<typeof properties>) {
  const canvas = self.document.createElement('canvas');
  ownChild(self.dom, canvas);
  const native = canvas.getContext.bind(canvas) as (type: string, options?: unknown) => RenderingContext | null;
  let drawer: RenderingContext | null = null;
  Object.assign(canvas, {
    getContext(type: string, options?: unknown) {
      if (type !== '2d') return native(type, options);
      if (!drawer) {
        const made = native(type, options) as CanvasRenderingContext2D | null;
        drawer = made && withFonts(made, self.document);
      }
      return drawer;
    },
    createImage: () => createImage(self),
    createImageData: (width: number, height: number) => new self.window.ImageData(width, height),
    createPath2D: (path?: Path2D | string) => new self.window.Path2D(path),
    requestAnimationFrame: (callback: FrameRequestCallback) => self.window.requestAnimationFrame(callback),
    cancelAnimationFrame: (id: number) => self.window.cancelAnimationFrame(id),
  });
  self.listen('touchmove', (event) => {
    if (!self.props.disableScroll) return;
    claim(event);
    event.preventDefault();
  });
  return {
    attached() {
      if (self.props.type === '') {
        self.warn('<canvas> without type="2d" needs wx.createCanvasContext, which the web phone does not support');
      }
    },
    shared: { node: canvas },
  };
}

export function defineCanvas(around: Surroundings): void {
  defineElement(around, { tag: 'canvas', properties, build });
}
