import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { StaffHome, StaffView } from '../../../typings/api/staff';
import { kept } from '../../services/kept';
import { settings } from '../../stores/settings';
import { type PointsWords, pointsIn } from '../../words/index';
import { call } from '../services/staff';

/** Who works at this desk, as far as the pages of the office ask. */
class Desk {
  home: StaffHome | null = null;

  constructor() {
    makeAutoObservable(this);
  }

  get staff(): StaffView | null {
    return this.home?.staff ?? null;
  }

  /** The one that was chosen at the counter. */
  get store(): { id: string; name: string } | null {
    const stores = this.staff?.stores ?? [];
    return stores.find(({ id }) => id === kept<string>('counterStore')) ?? stores[0] ?? null;
  }

  get points(): PointsWords {
    return this.home ? pointsIn(settings.words, this.home.shop.points) : settings.words.points;
  }

  may(action: StaffHome['may'][number]): boolean {
    return this.home?.may.includes(action) ?? false;
  }

  /** A page whose answer is missing says so by its own call. */
  async open(): Promise<void> {
    const outcome = await call('staff.home', {});
    if (!outcome.ok) return;
    runInAction(() => {
      this.home = outcome.data;
    });
  }
}

export const desk = new Desk();
