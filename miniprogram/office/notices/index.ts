import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { editorFields, editorMethods } from '../services/editor';
import { notices, noticesDesk } from '../stores/shop-notices';
import { CHANNELS } from '../views/notices';
import { shopWords } from '../words/shop/index';

Component({
  behaviors: [
    pageRoot,
    bound({
      ...editorFields(notices),
      words: () => shopWords().notices,
      general: () => notices.sections.slice(0, 1),
      opened: () => notices.sections.slice(1),
      channel: () => noticesDesk.channel,
      channels: () => CHANNELS.map((value) => ({ value, label: shopWords().notices.channels[value] })),
      rows: () => {
        const { channel, kinds, open } = noticesDesk;
        const { modules } = shopWords();
        return kinds.map(({ kind, label }) => {
          const on = notices.draft?.[channel][kind]?.on ?? false;
          const wrong = Object.keys(notices.errors).some((path) => path.startsWith(`${channel}.${kind}.`));
          return { kind, label, on, state: on ? modules.on : modules.off, open: open === kind, wrong };
        });
      },
    }),
  ],
  methods: {
    ...editorMethods(notices),
    onLoad() {
      wx.setNavigationBarTitle({ title: shopWords().titles.notices });
      void membership.ensure();
      void notices.open();
    },
    onUnload() {
      noticesDesk.leave();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const channel = CHANNELS.find((known) => known === event.detail.value);
      if (channel) noticesDesk.choose(channel);
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const found = noticesDesk.kinds.find(({ kind }) => kind === event.currentTarget.dataset.kind);
      if (found) noticesDesk.show(found.kind);
    },
    async save() {
      if (!(await notices.save())) noticesDesk.seek();
    },
  },
});
