import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ParcelsInput, ParcelView } from '../../../typings/api/staff';
import { notice } from '../../stores/notice';
import { type Foot, Paged } from '../../stores/paged';
import { settings } from '../../stores/settings';
import { call } from '../services/staff';
import { staffSentence } from '../views/problem';
import { staffWords } from '../words/index';

type Segment = ParcelsInput['segment'];

function listOf(segment: Segment): Paged<ParcelView> {
  return new Paged<ParcelView>(async (input) => {
    const outcome = await call('parcels.list', { segment, ...input });
    if (!outcome.ok) return outcome;
    const { parcels: items, nextCursor, today } = outcome.data;
    return { ok: true, data: { items, nextCursor, today } };
  });
}

/** What is to be sent and what is on its way, and the slip that is being filled in. */
class Parcels {
  segment: Segment = 'due';
  readonly lists: Record<Segment, Paged<ParcelView>> = { due: listOf('due'), sent: listOf('sent') };
  asked: ParcelView | null = null;
  carrier = '';
  number = '';
  working = false;

  constructor() {
    makeAutoObservable(this, { lists: false });
  }

  get list(): Paged<ParcelView> {
    return this.lists[this.segment];
  }

  get foot(): Foot {
    return this.list.foot;
  }

  /** Both words are there. */
  get whole(): boolean {
    return this.carrier.trim() !== '' && this.number.trim() !== '';
  }

  choose(segment: Segment): void {
    this.segment = segment;
    void this.list.open();
  }

  ask(parcel: ParcelView | undefined): void {
    if (!parcel || this.working) return;
    this.asked = parcel;
    this.carrier = parcel.shipping?.carrier ?? '';
    this.number = parcel.shipping?.number ?? '';
  }

  forget(): void {
    if (!this.working) this.asked = null;
  }

  write(field: 'carrier' | 'number', text: string): void {
    this[field] = text;
  }

  async send(): Promise<void> {
    const { asked, carrier, number, whole } = this;
    if (!asked || this.working || !whole) return;
    this.working = true;
    const outcome = await call('parcels.ship', { id: asked.id, carrier: carrier.trim(), number: number.trim() });
    runInAction(() => {
      this.working = false;
      if (outcome.ok) this.asked = null;
    });
    const own = staffWords();
    if (!outcome.ok) notice.say(staffSentence(outcome.problem, settings.words, own));
    else notice.say(asked.shipping ? own.parcels.corrected : own.parcels.done);
    if (outcome.ok) await this.list.open();
  }

  leave(): void {
    this.asked = null;
    this.segment = 'due';
    for (const list of Object.values(this.lists)) list.leave();
  }
}

export const parcels = new Parcels();
