import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';
import type { CancelWhy, FulfilRow, FulfilSegment } from '../../../typings/api/catalogue';
import { notice } from '../../stores/notice';
import { Paged } from '../../stores/paged';
import { settings } from '../../stores/settings';
import { figure } from '../../views/figures';
import { call, type Problem } from '../services/staff';
import { staffSentence } from '../views/problem';
import { catalogueWords } from '../words/catalogue/index';
import { staffWords } from '../words/index';
import { desk } from './desk';

/** Slips of one go. */
const SLIPS_MAX = 20;

/** What is to be handed over or sent, and the one act that is being asked about. */
class Fulfil {
  segment: FulfilSegment = 'toShip';
  /** Pick-ups of this store alone; '' for all of the reader's. */
  storeId = '';
  readonly list = new Paged<FulfilRow>(async (input) => {
    const { segment, storeId } = this;
    const at = segment === 'toCollect' && storeId !== '' ? { storeId } : {};
    const outcome = await call('fulfil.list', { segment, ...at, ...input });
    if (!outcome.ok) return outcome;
    const { rows: items, nextCursor, today } = outcome.data;
    return { ok: true, data: { items, nextCursor, today } };
  });
  asked: { row: FulfilRow; act: 'handOver' | 'cancel' } | null = null;
  why: CancelWhy = 'asked';
  working = false;
  /** Parcels whose slips are being filled in; null while none are. */
  slips: FulfilRow[] | null = null;
  carrier = '';
  /** Number by id of the redemption. */
  numbers: Record<string, string> = {};
  /** What came of the last go, by id. */
  wrongs: Record<string, string> = {};

  constructor() {
    makeAutoObservable(this, { list: false, numbers: observable.ref, wrongs: observable.ref, slips: observable.ref });
  }

  choose(segment: FulfilSegment): void {
    this.segment = segment;
    this.refresh();
  }

  at(storeId: string): void {
    this.storeId = storeId;
    this.refresh();
  }

  ask(row: FulfilRow | undefined, act: 'handOver' | 'cancel'): void {
    if (!row || this.working) return;
    this.asked = { row, act };
    this.why = 'asked';
  }

  forget(): void {
    if (!this.working) this.asked = null;
  }

  because(why: CancelWhy): void {
    this.why = why;
  }

  async confirm(): Promise<void> {
    const { asked, why } = this;
    if (!asked || this.working) return;
    this.working = true;
    const { id } = asked.row;
    const outcome =
      asked.act === 'cancel'
        ? await call('fulfil.cancel', { id, why })
        : await call('fulfil.handOver', { id, storeId: this.storeId || (desk.store?.id ?? '') });
    runInAction(() => {
      this.working = false;
      this.asked = null;
    });
    const words = catalogueWords().fulfil;
    if (!outcome.ok) this.say(outcome.problem);
    else notice.say(asked.act === 'cancel' ? words.cancelled : words.handed);
    await this.list.open();
  }

  /** Of one parcel, or of all that are to be sent as far as they have been fetched. */
  fill(row?: FulfilRow): void {
    if (this.working) return;
    const open = this.list.items.filter((each) => each.open && each.way === 'delivery');
    this.slips = row ? [row] : open.slice(0, SLIPS_MAX);
    this.carrier = row?.shipping?.carrier ?? '';
    this.numbers = row?.shipping ? { [row.id]: row.shipping.number } : {};
    this.wrongs = {};
  }

  put(slip: { carrier: string } | { id: string; number: string }): void {
    if ('carrier' in slip) this.carrier = slip.carrier;
    else this.numbers = { ...this.numbers, [slip.id]: slip.number };
  }

  get filled(): { id: string; carrier: string; number: string }[] {
    const carrier = this.carrier.trim();
    return (this.slips ?? []).flatMap(({ id }) => {
      const number = this.numbers[id]?.trim() ?? '';
      return carrier === '' || number === '' ? [] : [{ id, carrier, number }];
    });
  }

  endFilling(): void {
    if (!this.working) this.slips = null;
  }

  /** What is refused stays with what was typed, and says why. */
  async send(): Promise<void> {
    const parcels = this.filled;
    if (parcels.length === 0 || this.working) return;
    this.working = true;
    const outcome = await call('fulfil.ship', { parcels });
    const words = catalogueWords().fulfil;
    runInAction(() => {
      this.working = false;
      if (!outcome.ok) return;
      const failed = outcome.data.results.filter(({ error }) => error !== null);
      this.wrongs = Object.fromEntries(failed.map(({ id, error }) => [id, error?.message ?? '']));
      this.slips = failed.length > 0 ? (this.slips ?? []).filter(({ id }) => id in this.wrongs) : null;
    });
    if (!outcome.ok) return this.say(outcome.problem);
    const left = Object.keys(this.wrongs).length;
    const done = parcels.length - left;
    notice.say(left > 0 ? words.some(figure(done), figure(left)) : words.shipped(figure(done)));
    await this.list.open();
  }

  leave(): void {
    this.asked = null;
    this.slips = null;
    this.list.leave();
  }

  private refresh(): void {
    this.list.leave();
    void this.list.open();
  }

  private say(problem: Problem): void {
    notice.say(staffSentence(problem, settings.words, staffWords()));
  }
}

export const fulfil = new Fulfil();
