import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { ShelfView } from '../../typings/api/mall';
import { call } from '../services/cloud';
import { keep, kept } from '../services/kept';
import { membership } from './membership';

const KEY = 'shelf';

interface Kept {
  /** Member number, so that nothing of a membership before this one is shown; '' for a guest. */
  number: string;
  view: ShelfView;
}

const number = () => membership.member?.number ?? '';

/**
 * What home shows below the member's own: asked for when that stands, never before. A shelf that does not come is left out; what
 * was there last time stays.
 */
class Shelf {
  view: ShelfView | null = null;
  private running = false;

  constructor() {
    makeAutoObservable<Shelf, 'running'>(this, { running: false });
  }

  start(): void {
    if (this.view) return;
    const last = kept<Kept>(KEY);
    if (last && last.number === number()) this.view = last.view;
  }

  async refresh(): Promise<void> {
    const modules = membership.home?.shop.modules;
    if (this.running || !modules || !(modules.mall || modules.coupons || modules.invite)) return;
    this.running = true;
    const outcome = await call('home.shelf', {});
    this.running = false;
    if (!outcome.ok) {
      console.info('no shelf', outcome.problem.code);
      return;
    }
    runInAction(() => {
      this.view = outcome.data;
    });
    keep<Kept>(KEY, { number: number(), view: outcome.data });
  }
}

export const shelf = new Shelf();
