import { type Board, mountBoard, unmountBoard } from '../../services/board';
import { inTime } from '../../services/in-time';

const FOUND_MS = 5000;
type Canvas = WechatMiniprogram.Canvas;

const mounted = new WeakMap<object, Board>();

/** A canvas that nobody sees, for pages that draw pictures (services/board). */
Component({
  lifetimes: {
    ready() {
      const board: Board = {
        canvas: () =>
          inTime<Canvas>(FOUND_MS, (done) => {
            this.createSelectorQuery()
              .select('.board')
              .fields({ node: true })
              .exec(([found]: [{ node?: Canvas } | null]) => done(found?.node ?? null));
          }),
      };
      mounted.set(this, board);
      mountBoard(board);
    },
    detached() {
      const board = mounted.get(this);
      if (board) unmountBoard(board);
    },
  },
});
