import type { JoinView } from '../../views/card';

/** The card in outline for who has not joined (views/card.ts: JoinView). One tap joins; what that agrees to stands right there. */
Component({
  properties: {
    view: { type: Object, value: { gains: [] } as Partial<JoinView> },
    waiting: { type: Boolean, value: false },
  },
  methods: {
    join() {
      this.triggerEvent('join');
    },
    code() {
      this.triggerEvent('code');
    },
    terms() {
      this.triggerEvent('read', { which: 'terms' });
    },
    privacy() {
      this.triggerEvent('read', { which: 'privacy' });
    },
  },
});
