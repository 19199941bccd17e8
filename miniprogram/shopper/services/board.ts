import type { Drawing, Layout, Measure } from '../views/drawing';
import { inTime } from './in-time';
import { font, type Picture, paint } from './paint';
import { downloaded, forgetDownload } from './pictures';

/** The canvas of the visible page; `<drawing-board />` brings it. One drawing at a time, none for ever. */

type Canvas = WechatMiniprogram.Canvas;
type Context = WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D;

export interface Board {
  /** Null when the page has none yet or is gone. */
  canvas(): Promise<Canvas | null>;
}

/** Name a layout knows it by -> cloud:// file id, or null when there is none. */
export type Sources = Readonly<Record<string, string | null>>;

/** A phone of 2019 takes half a second for each; these only end what would never. */
const LOAD_MS = 8000;
const EXPORT_MS = 10_000;

const boards: Board[] = [];
let queue: Promise<unknown> = Promise.resolve();

export function mountBoard(board: Board): void {
  boards.push(board);
}

export function unmountBoard(board: Board): void {
  const at = boards.indexOf(board);
  if (at >= 0) boards.splice(at, 1);
}

/** Temporary path of the picture, PNG; null when it could not be drawn. Pictures that do not come are left to the layout. */
export function draw(layout: Layout, sources: Sources): Promise<string | null> {
  // Downloads need no canvas: they go on while others draw.
  const paths = Object.entries(sources).map(async ([name, fileId]) => ({
    name,
    fileId,
    path: fileId === null ? null : await downloaded(fileId),
  }));
  const mine = queue.then(async () => drawn(layout, await Promise.all(paths)));
  queue = mine.catch(() => undefined);
  return mine;
}

interface Source {
  name: string;
  fileId: string | null;
  path: string | null;
}

async function drawn(layout: Layout, sources: Source[]): Promise<string | null> {
  const board = boards[boards.length - 1];
  const canvas = board ? await board.canvas() : null;
  const context = canvas?.getContext('2d') as Context | null | undefined;
  if (!canvas || !context) {
    console.warn('there is no canvas to draw on');
    return null;
  }
  try {
    const pictures = new Map<string, Picture>();
    const loads = sources.map(async ({ name, fileId, path }) => {
      const picture = path === null ? null : await loaded(canvas, path);
      if (picture) pictures.set(name, picture);
      else if (path !== null && fileId !== null) forgetDownload(fileId);
    });
    await Promise.all(loads);
    const drawing = layout(measureWith(context), new Set(pictures.keys()));
    if (drawing === null) return null;
    canvas.width = drawing.width;
    canvas.height = drawing.height;
    paint(context, drawing, pictures);
    return await exported(canvas, drawing);
  } catch (error) {
    console.warn('a picture could not be drawn', error);
    return null;
  }
}

function loaded(canvas: Canvas, path: string): Promise<Picture | null> {
  return inTime<Picture>(LOAD_MS, (done) => {
    const picture = canvas.createImage();
    picture.onload = () => done(picture.width > 0 && picture.height > 0 ? picture : null);
    picture.onerror = () => done(null);
    picture.src = path;
  });
}

function measureWith(context: Context): Measure {
  return (words, size, bold) => {
    context.font = font(size, bold);
    return context.measureText(words).width;
  };
}

/** All six lengths are said: left out, WeChat multiplies some of them by the pixel ratio. */
function exported(canvas: Canvas, { width, height }: Drawing): Promise<string | null> {
  return inTime<string>(EXPORT_MS, (done) => {
    wx.canvasToTempFilePath({
      canvas: canvas as unknown as WechatMiniprogram.IAnyObject,
      x: 0,
      y: 0,
      width,
      height,
      destWidth: width,
      destHeight: height,
      fileType: 'png',
      success: ({ tempFilePath }) => done(tempFilePath || null),
      fail: (reason) => {
        console.info('a canvas gave no file', reason.errMsg);
        done(null);
      },
    });
  });
}
