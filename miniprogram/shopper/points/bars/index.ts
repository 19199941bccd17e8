import type { EndBar } from '../../views/points';

/**
 * When points end, a bar a month (views/points.ts: EndBar[]). The touched one is told above the picture; for a reader's ears each
 * bar is a labelled button.
 */
Component({
  properties: {
    items: { type: Array, value: [] as EndBar[] },
    label: { type: String, value: '' },
  },
  data: { chosen: 0 },
  observers: {
    items() {
      this.setData({ chosen: 0 });
    },
  },
  methods: {
    choose(event: WechatMiniprogram.TouchEvent) {
      this.setData({ chosen: Number(event.currentTarget.dataset.index) });
    },
  },
});
