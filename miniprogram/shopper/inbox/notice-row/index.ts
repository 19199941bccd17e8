import type { NoticeRowView } from '../../views/inbox';

/** A row of the inbox (views/notice.ts: NoticeRowView). Event open { url }, where it leads somewhere. */
Component({
  properties: {
    view: { type: Object, value: {} as Partial<NoticeRowView> },
    last: { type: Boolean, value: false },
  },
  methods: {
    open() {
      const { url } = this.data.view;
      if (url) this.triggerEvent('open', { url });
    },
  },
});
