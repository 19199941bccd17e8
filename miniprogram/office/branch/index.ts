import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { editorFields, editorMethods } from '../services/editor';
import { branch, edit } from '../stores/branches';
import { placesWords } from '../words/places/index';

Component({
  behaviors: [pageRoot, bound({ ...editorFields(branch) })],
  methods: {
    ...editorMethods(branch),
    onLoad({ id = '' }: { id?: string }) {
      const { titles } = placesWords();
      wx.setNavigationBarTitle({ title: id ? titles.store : titles.newStore });
      edit(id);
      void membership.ensure();
      void branch.open();
    },
    onUnload() {
      branch.leave();
    },
  },
});
