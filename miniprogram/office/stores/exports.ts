import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ExportKind, ExportsView, ExportView, TransferActions } from '../../../typings/api/transfer';
import type { DayKey } from '../../../typings/domain';
import { notice } from '../../stores/notice';
import { Paged } from '../../stores/paged';
import { settings } from '../../stores/settings';
import { call, type Problem } from '../services/staff';
import { transferSentence } from '../services/transfer';
import { transferWords } from '../words/transfer/index';

/** Beyond that the timer goes on: the cloud does not answer as it should. */
const STUMBLES_MAX = 3;

/** What is asked for, and the lists that are on their way or done. */
class Exports {
  asked: Record<string, unknown> = { kind: 'members', from: null, until: null, storeId: '' };
  kinds: ExportsView['kinds'] = [];
  stores: ExportsView['stores'] = [];
  /** Of which the files, or the columns, are shown. */
  shown: ExportView | null = null;
  columns = false;
  working = false;
  private visible = false;
  readonly list = new Paged<ExportView>(async ({ cursor }) => {
    const outcome = await call('exports.list', cursor === undefined ? {} : { cursor });
    if (!outcome.ok) return outcome;
    const { exports: items, nextCursor, today, kinds, stores } = outcome.data;
    runInAction(() => {
      this.kinds = kinds;
      this.stores = stores;
      if (!kinds.some(({ kind }) => kind === this.asked.kind)) this.asked = { ...this.asked, kind: kinds[0]?.kind };
    });
    return { ok: true, data: { items, nextCursor, today } };
  });

  constructor() {
    makeAutoObservable<Exports, 'visible'>(this, { list: false, visible: false });
  }

  get kind(): ExportsView['kinds'][number] | undefined {
    return this.kinds.find(({ kind }) => kind === this.asked.kind);
  }

  async open(): Promise<void> {
    this.visible = true;
    if (await this.list.open()) void this.goOn();
  }

  leave(): void {
    this.visible = false;
    this.shown = null;
    this.columns = false;
    this.list.leave();
  }

  ask(name: string, value: unknown): void {
    this.asked = { ...this.asked, [name]: value };
  }

  show(list: ExportView | undefined): void {
    this.shown = list ?? null;
  }

  tell(columns: boolean): void {
    this.columns = columns;
  }

  async start(): Promise<void> {
    if (this.working) return;
    this.working = true;
    const outcome = await call('exports.start', this.payload());
    runInAction(() => {
      this.working = false;
      if (outcome.ok) this.put(outcome.data);
    });
    if (outcome.ok) void this.goOn();
    else this.say(outcome.problem);
  }

  async cancel(id: string): Promise<void> {
    const outcome = await call('exports.cancel', { id });
    if (!outcome.ok) return this.say(outcome.problem);
    this.put(outcome.data);
    notice.say(transferWords().exports.cancelled);
  }

  /** The address of a file, and until when it is good; null when it did not come. */
  async link(file: number): Promise<{ url: string; untilTime: string } | null> {
    const { shown } = this;
    if (!shown || this.working) return null;
    this.working = true;
    const outcome = await call('exports.link', { id: shown.id, file });
    runInAction(() => {
      this.working = false;
    });
    if (outcome.ok) return outcome.data;
    this.say(outcome.problem);
    return null;
  }

  /** While the page is seen: one step after the other of what is on its way. */
  private async goOn(): Promise<void> {
    if (this.stepping) return;
    this.stepping = true;
    let stumbles = 0;
    for (let next = this.busy(); next && this.visible && stumbles < STUMBLES_MAX; next = this.busy()) {
      const outcome = await call('exports.step', { id: next.id });
      if (outcome.ok) this.put(outcome.data);
      stumbles = outcome.ok ? 0 : stumbles + 1;
    }
    this.stepping = false;
  }
  private stepping = false;

  private busy(): ExportView | undefined {
    return this.list.items.find(({ state }) => state === 'running' || state === 'joining');
  }

  private put(list: ExportView): void {
    const there = this.list.items.some(({ id }) => id === list.id);
    const items = there
      ? this.list.items.map((each) => (each.id === list.id ? list : each))
      : [list, ...this.list.items];
    runInAction(() => {
      this.list.items = items;
    });
  }

  private payload(): TransferActions['exports.start'][0] {
    const { kind, from, until, storeId } = this.asked;
    return {
      kind: kind as ExportKind,
      ...(from ? { from: from as DayKey } : {}),
      ...(until ? { until: until as DayKey } : {}),
      ...(storeId && this.kind?.stores ? { storeId: storeId as string } : {}),
    };
  }

  private say(problem: Problem): void {
    notice.say(transferSentence(problem, settings.words));
  }
}

export const exportsStore = new Exports();
