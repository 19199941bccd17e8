import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ImportView, TransferActions } from '../../../typings/api/transfer';
import { notice } from '../../stores/notice';
import { Paged } from '../../stores/paged';
import { settings } from '../../stores/settings';
import { chooseTable, uploadTable } from '../services/chosen-file';
import { call } from '../services/staff';
import { transferSentence } from '../services/transfer';
import { transferWords } from '../words/transfer/index';

const FILE_MAX_BYTES = 2 * 1024 * 1024;
/** What goes along with a call. */
const TEXT_MAX = 60_000;

/** What was imported before, and the table that is being read. */
class Imports {
  pasting = false;
  text = '';
  reading = false;
  readonly list = new Paged<ImportView>(async ({ cursor }) => {
    const outcome = await call('imports.list', cursor === undefined ? {} : { cursor });
    if (!outcome.ok) return outcome;
    const { imports: items, nextCursor, today } = outcome.data;
    return { ok: true, data: { items, nextCursor, today } };
  });

  constructor() {
    makeAutoObservable(this, { list: false });
  }

  get tooLong(): boolean {
    return this.text.length > TEXT_MAX;
  }

  paste(open: boolean): void {
    if (!this.reading) this.pasting = open;
  }

  type(text: string): void {
    this.text = text;
  }

  /** Id of the import that the table became; null when nothing came of it. */
  async file(): Promise<string | null> {
    if (this.reading) return null;
    const { tooLarge, notChosen, refused, notUploaded } = transferWords().imports;
    const chosen = await chooseTable(FILE_MAX_BYTES);
    if (typeof chosen === 'string') {
      notice.say({ large: tooLarge, cancelled: notChosen, refused }[chosen]);
      return null;
    }
    this.reading = true;
    const fileId = await uploadTable(chosen.path);
    if (fileId !== null) return this.check({ fileId, name: chosen.name.slice(0, 100) });
    runInAction(() => {
      this.reading = false;
    });
    notice.say(notUploaded);
    return null;
  }

  async pasted(): Promise<string | null> {
    const { text, tooLong } = this;
    if (this.reading || tooLong || text.trim() === '') return null;
    const id = await this.check({ text });
    if (id !== null)
      runInAction(() => {
        this.text = '';
        this.pasting = false;
      });
    return id;
  }

  leave(): void {
    this.pasting = false;
    this.list.leave();
  }

  private async check(table: TransferActions['imports.check'][0]): Promise<string | null> {
    this.reading = true;
    const outcome = await call('imports.check', table);
    runInAction(() => {
      this.reading = false;
    });
    if (outcome.ok) return outcome.data.id;
    notice.say(transferSentence(outcome.problem, settings.words));
    return null;
  }
}

export const imports = new Imports();
