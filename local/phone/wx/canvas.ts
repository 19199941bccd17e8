import { asynchronous, Failure, type Options, type Surroundings } from './api';

/** WeChat limits a side of a canvas on phones; larger ones come out blank there. Source: canvas documentation (Android 4096, and 1365 css px at 3x). */
const MAX_SIDE = 4096;

type AnyCanvas = HTMLCanvasElement | OffscreenCanvas;

/** createOffscreenCanvas({ type: '2d' }) and canvasToTempFilePath({ canvas }). The old canvasId way is not there. */
export function canvas(around: Surroundings): Record<string, unknown> {
  const { core, shell } = around;
  return {
    createOffscreenCanvas(options: Options | number = {}, height?: number) {
      const given = typeof options === 'number' ? { width: options, height, type: 'webgl' } : options;
      if (given.type !== '2d') throw new Error('createOffscreenCanvas:fail only type 2d is supported by the web phone');
      const made = document.createElement('canvas');
      made.width = Number(given.width ?? 300);
      made.height = Number(given.height ?? 150);
      return Object.assign(made, {
        createImage: () => imageOf(around),
        requestAnimationFrame: (work: FrameRequestCallback) => requestAnimationFrame(work),
        cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
      });
    },
    canvasToTempFilePath: asynchronous(around, 'canvasToTempFilePath', async (options) => {
      const source = elementOf(options.canvas);
      if (!source) {
        throw new Failure(
          options.canvasId
            ? 'canvasId is not supported by the web phone: use <canvas type="2d"> and the canvas option'
            : 'canvas is empty',
        );
      }
      const x = Number(options.x ?? 0);
      const y = Number(options.y ?? 0);
      const width = Number(options.width ?? source.width - x);
      const height = Number(options.height ?? source.height - y);
      const out = new OffscreenCanvas(side(options.destWidth ?? width), side(options.destHeight ?? height));
      const context = out.getContext('2d');
      if (!context) throw new Failure('no 2d context');
      const type = options.fileType === 'jpg' || options.fileType === 'jpeg' ? 'image/jpeg' : 'image/png';
      if (type === 'image/jpeg') {
        context.fillStyle = '#000';
        context.fillRect(0, 0, out.width, out.height);
      }
      try {
        context.drawImage(source, x, y, width, height, 0, 0, out.width, out.height);
        const blob = await out.convertToBlob({ type, quality: Number(options.quality ?? 0.92) });
        return { tempFilePath: await shell.files.keep(blob) };
      } catch (error) {
        throw new Failure(`create bitmap failed: ${error}`);
      }
    }),
    createCanvasContext() {
      core.report('warning', 'wx.createCanvasContext (canvas without type="2d") is not supported by the web phone');
      throw new Error('createCanvasContext:fail not supported by the web phone; use <canvas type="2d">');
    },
  };
}

function side(value: unknown): number {
  const length = Math.round(Number(value));
  if (!(length >= 1 && length <= MAX_SIDE))
    throw new Failure(`a side of ${value} pixels: must be between 1 and ${MAX_SIDE}`);
  return length;
}

/** A node of createSelectorQuery().node() may be the element itself or carry it. */
function elementOf(node: unknown): AnyCanvas | undefined {
  const isCanvas = (one: unknown): one is AnyCanvas =>
    typeof (one as AnyCanvas | null)?.getContext === 'function' &&
    Object.prototype.toString.call(one).includes('Canvas');
  if (isCanvas(node)) return node;
  const inner = (node as { element?: unknown; _element?: unknown } | null)?.element;
  return isCanvas(inner) ? inner : undefined;
}

/** canvas.createImage(): src may be any source an <image> takes. */
function imageOf({ core, shell }: Surroundings): HTMLImageElement {
  const image = new Image();
  const native = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
  Object.defineProperty(image, 'src', {
    get: () => native?.get?.call(image),
    set: (source: string) => {
      shell.resolveImage(String(source), core.top()?.path ?? '').then(
        (url) => native?.set?.call(image, url),
        (error: unknown) => image.onerror?.(String(error)),
      );
    },
  });
  return image;
}
