import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { editorFields, editorMethods } from '../services/editor';
import { texts, textsDesk } from '../stores/shop-texts';
import { PARAGRAPHS_MAX, WHICH } from '../views/texts';
import { shopWords } from '../words/shop/index';

const MODES = ['edit', 'preview'] as const;

Component({
  behaviors: [
    pageRoot,
    bound({
      ...editorFields(texts),
      words: () => shopWords().texts,
      which: () => textsDesk.which,
      names: () => WHICH.map((value) => ({ value, label: shopWords().texts.names[value] })),
      modes: () => MODES.map((value) => ({ value, label: shopWords().texts[value] })),
      version: () => shopWords().texts.version(textsDesk.versions[textsDesk.which]),
      rows: () =>
        (texts.draft?.[textsDesk.which] ?? []).map(({ heading, text }, place) => ({
          place,
          heading,
          text,
          name: heading || shopWords().texts.paragraph(String(place + 1)),
          open: textsDesk.open === place,
          wrong: Object.keys(texts.errors).some((path) => path.startsWith(`${textsDesk.which}.${place}.`)),
        })),
      removed: () => textsDesk.removed !== null,
    }),
  ],
  data: { mode: 'edit' as (typeof MODES)[number] },
  methods: {
    ...editorMethods(texts),
    onLoad() {
      wx.setNavigationBarTitle({ title: shopWords().titles.texts });
      void membership.ensure();
      void texts.open();
    },
    onUnload() {
      textsDesk.leave();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const which = WHICH.find((known) => known === event.detail.value);
      if (which) textsDesk.choose(which);
    },
    turn(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const mode = MODES.find((known) => known === event.detail.value);
      if (mode) this.setData({ mode });
    },
    open(event: WechatMiniprogram.TouchEvent) {
      textsDesk.show(event.currentTarget.dataset.place);
    },
    raise(event: WechatMiniprogram.TouchEvent) {
      textsDesk.raise(event.currentTarget.dataset.place);
    },
    remove(event: WechatMiniprogram.TouchEvent) {
      if (texts.draft?.[textsDesk.which].length === 1) notice.say(shopWords().texts.atLeast);
      else textsDesk.remove(event.currentTarget.dataset.place);
    },
    add() {
      if ((texts.draft?.[textsDesk.which].length ?? 0) >= PARAGRAPHS_MAX) notice.say(shopWords().texts.atMost);
      else textsDesk.add();
    },
    putBack() {
      textsDesk.putBack();
    },
    async save() {
      if (!(await texts.save())) textsDesk.seek();
    },
  },
});
