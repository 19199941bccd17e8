/**
 * Pictures of one use: shown, chosen, uploaded and looked at by the cloud before they count. Event change { files }: cloud:// ids.
 * The page needs a privacy-gate: choosing from the album is a private API.
 */
import type { PictureUse } from '../../../../typings/api/shop';
import { notice } from '../../../stores/notice';
import { settings } from '../../../stores/settings';
import { keep, LARGEST, pick } from '../../services/pictures';
import { staffSentence } from '../../views/problem';
import { formWords } from '../../words/form/index';
import { staffWords } from '../../words/index';

function size(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MB` : `${bytes / 1024} KB`;
}

Component({
  properties: {
    files: { type: Array, value: [] as string[] },
    use: { type: String, value: 'logo' as PictureUse },
    max: { type: Number, value: 1 },
    label: { type: String, value: '' },
    wrong: { type: Boolean, value: false },
  },
  data: { words: formWords().photo, hint: '', working: '', error: '' },
  observers: {
    use(use: PictureUse) {
      this.setData({ words: formWords().photo, hint: formWords().photo.hints[use] });
    },
  },
  methods: {
    /** In the place of the one that was tapped, or after the last. */
    async add(event: WechatMiniprogram.TouchEvent) {
      if (this.data.working) return;
      const use = this.data.use as PictureUse;
      const { photo } = formWords();
      this.setData({ error: '' });
      const picked = await pick(use);
      if ('failed' in picked) {
        const says = {
          cancelled: '',
          private: photo.privacy,
          failed: photo.notChosen,
          large: photo.tooLarge(size(LARGEST[use])),
        };
        this.setData({ error: says[picked.failed] });
        return;
      }
      // Shown while it travels.
      this.setData({ working: picked.path });
      const kept = await keep(picked.path, use);
      this.setData({ working: '' });
      if (kept.ok) this.put(event.currentTarget.dataset.place, kept.file);
      else
        this.setData({
          error: kept.problem ? staffSentence(kept.problem, settings.words, staffWords()) : photo.failed,
        });
    },
    put(place: number | undefined, file: string) {
      const files = this.data.files as string[];
      const next = place === undefined ? [...files, file] : files.map((each, at) => (at === place ? file : each));
      this.triggerEvent('change', { files: [...new Set(next)] });
    },
    remove(event: WechatMiniprogram.TouchEvent) {
      const files = this.data.files as string[];
      this.setData({ error: '' });
      this.triggerEvent('change', { files: files.filter((_, at) => at !== event.currentTarget.dataset.place) });
      notice.hush();
    },
  },
});
