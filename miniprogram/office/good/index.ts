import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { settings } from '../../stores/settings';
import { rewardFace } from '../../views/reward';
import { editorFields, editorMethods } from '../services/editor';
import { good } from '../stores/good';
import type { Section } from '../views/form';
import { previewOf } from '../views/goods';
import { needsUnits } from '../views/reward-form';
import {
  DISCOUNTS_MAX,
  detailSections,
  discountSections,
  PARAGRAPHS_MAX,
  rewardSections,
} from '../views/reward-sections';
import { catalogueWords } from '../words/catalogue/index';
import { formWords } from '../words/form/index';

const fields = editorFields(good.edit);

/** The card as it will stand on the shelf. */
function face() {
  const { draft } = good.edit;
  if (!draft) return null;
  const { stock } = good.about;
  const begun = typeof draft.made === 'number' ? draft.made : 0;
  const left = draft.counted ? (needsUnits(stock) ? begun : (stock?.left ?? 0)) : null;
  const card = previewOf(draft, left, catalogueWords().good.nameless);
  return rewardFace(card, null, good.today, membership.points, settings.words);
}

function blocks(sections: Section[], removeLabel: (n: number) => string) {
  return sections.map((section, n) => ({ key: section.title, sections: [section], remove: removeLabel(n + 1) }));
}

Component({
  behaviors: [
    pageRoot,
    bound({
      ...fields,
      sections: () =>
        good.edit.draft ? rewardSections(good.edit.draft, good.about, membership.points.name, catalogueWords()) : [],
      face,
      discounts: () =>
        good.edit.draft
          ? blocks(discountSections(good.edit.draft, catalogueWords()), catalogueWords().good.removeDiscount)
          : [],
      paragraphs: () =>
        good.edit.draft
          ? blocks(detailSections(good.edit.draft, catalogueWords()), catalogueWords().good.removeParagraph)
          : [],
      canAddDiscount: () => (good.edit.draft?.discounts.length ?? 0) < DISCOUNTS_MAX,
      canAddParagraph: () => (good.edit.draft?.detail.length ?? 0) < PARAGRAPHS_MAX,
      words: () => catalogueWords().good,
      gate: () => {
        const { gate } = settings.words;
        return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
      },
    }),
  ],
  methods: {
    ...editorMethods(good.edit),
    onLoad({ id }: { id?: string }) {
      const { titles } = catalogueWords();
      wx.setNavigationBarTitle({ title: id ? titles.good : titles.goodNew });
      void membership.ensure();
      good.begin(id ?? null);
    },
    onUnload() {
      good.edit.leave();
    },
    addDiscount() {
      good.addDiscount();
    },
    addParagraph() {
      good.addParagraph();
    },
    removeDiscount(event: WechatMiniprogram.TouchEvent) {
      good.remove('discounts', Number(event.currentTarget.dataset.place));
    },
    removeParagraph(event: WechatMiniprogram.TouchEvent) {
      good.remove('detail', Number(event.currentTarget.dataset.place));
    },
    albumRefused() {
      notice.say(formWords().photo.privacy);
    },
  },
});
