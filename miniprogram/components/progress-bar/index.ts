import type { ProgressBarView } from '../../views/progress';

/** The way to the next tier (views/progress.ts: ProgressBarView), in the text colour around it. */
Component({
  properties: {
    view: { type: Object, value: { ticks: [] } as Partial<ProgressBarView> },
  },
});
