import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { editorFields, editorMethods } from '../services/editor';
import { categories } from '../stores/categories';
import { catalogueWords } from '../words/catalogue/index';

function rows() {
  const { categories: words } = catalogueWords();
  const { list, edit } = categories;
  return list.map(({ name, rewards }, n) => ({
    key: String(n),
    sections: edit.sections[n] ? [edit.sections[n]] : [],
    rewards: words.rewards(rewards),
    up: words.up(name),
    down: words.down(name),
    remove: words.remove(name),
    first: n === 0,
    last: n === list.length - 1,
  }));
}

Component({
  behaviors: [pageRoot, bound({ ...editorFields(categories.edit), rows, words: () => catalogueWords().categories })],
  methods: {
    ...editorMethods(categories.edit),
    onLoad() {
      wx.setNavigationBarTitle({ title: catalogueWords().titles.categories });
      void categories.edit.open();
    },
    onUnload() {
      categories.edit.leave();
    },
    add() {
      categories.add();
    },
    up(event: WechatMiniprogram.TouchEvent) {
      categories.move(Number(event.currentTarget.dataset.place), -1);
    },
    down(event: WechatMiniprogram.TouchEvent) {
      categories.move(Number(event.currentTarget.dataset.place), 1);
    },
    remove(event: WechatMiniprogram.TouchEvent) {
      categories.remove(Number(event.currentTarget.dataset.place));
    },
  },
});
