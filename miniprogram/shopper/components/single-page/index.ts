import { arrivalOf } from '../../../services/arrival';
import { arrived } from '../../services/arrived';
import { landing } from '../../stores/landing';

/**
 * What a page shows that was sent to Moments and is opened there: who invites and what a newcomer gets, by the public function alone.
 * A post opens the page from which it was sent, whichever that is.
 */
Component({
  behaviors: [arrived],
  lifetimes: {
    attached() {
      const { query, scene } = wx.getEnterOptionsSync();
      void landing.begin(arrivalOf(query, scene));
    },
    detached() {
      landing.leave();
    },
  },
  methods: {
    retry() {
      void landing.open();
    },
  },
});
