/** Whether the user's finger is behind what runs now. Counted, because a tap handler may tap in turn. */
import type { Gesture } from '../../../contract';

export function createGesture(): Gesture {
  let depth = 0;
  return {
    get inTap() {
      return depth > 0;
    },
    run(work) {
      depth += 1;
      try {
        return work();
      } finally {
        depth -= 1;
      }
    },
  };
}
