import { reaction } from 'mobx-miniprogram';
import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { styleOf } from '../../stores/look';
import { membership } from '../../stores/membership';
import { settings } from '../../stores/settings';
import { editorFields, editorMethods } from '../services/editor';
import { colours, shopLook } from '../stores/shop-look';
import { contrastLines } from '../views/look';
import { shopWords } from '../words/shop/index';

let stop = () => {};

Component({
  behaviors: [
    pageRoot,
    bound({
      ...editorFields(shopLook),
      shown: () => {
        const { draft } = shopLook;
        const { view } = colours;
        if (!draft || !view) return null;
        const { preview } = shopWords().look;
        const name = draft.name.trim();
        return {
          name,
          initial: [...name][0] ?? '',
          logo: draft.logo ?? '',
          balance: preview.balance(draft.points.name),
          button: preview.button,
          chip: preview.chip,
          lines: contrastLines(view, shopWords()),
          light: { label: preview.light, spoken: preview.spoken(preview.light), style: styleOf(view.light) },
          dark: { label: preview.dark, spoken: preview.spoken(preview.dark), style: styleOf(view.dark) },
        };
      },
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopWords().titles.look });
      stop = reaction(
        () => shopLook.draft?.colour ?? '',
        (colour) => colours.show(colour),
        { fireImmediately: true },
      );
      void membership.ensure();
      void shopLook.open();
    },
    onUnload() {
      stop();
      colours.leave();
      shopLook.leave();
    },
    ...editorMethods(shopLook),
  },
});
