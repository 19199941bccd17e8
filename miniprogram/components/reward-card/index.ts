import type { RewardFace } from '../../views/reward';

/**
 * A reward of the mall (views/reward.ts: RewardFace). kind: grid (a column of two), shelf (narrow, in a row that scrolls), feature
 * (picture beside the words, `label` above the name). Event: open { id }.
 */
Component({
  properties: {
    view: { type: Object, value: {} as Partial<RewardFace> },
    kind: { type: String, value: 'grid' },
    label: { type: String, value: '' },
  },
  data: { lost: '' },
  methods: {
    open() {
      this.triggerEvent('open', { id: this.data.view.id });
    },
    /** A picture that does not come gives way to the tile. */
    lose() {
      this.setData({ lost: this.data.view.picture ?? '' });
    },
  },
});
