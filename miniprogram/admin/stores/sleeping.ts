import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { SleeperView } from '../../../typings/api/reports';
import { Paged } from '../../stores/paged';
import { call } from '../services/staff';

/** Who has not come for long. */
class Sleeping {
  readonly list = new Paged<SleeperView>(async ({ cursor, limit }) => {
    const outcome = await call('reports.sleeping', cursor === undefined ? { limit } : { cursor, limit });
    if (!outcome.ok) return outcome;
    const { members: items, nextCursor, today, days } = outcome.data;
    runInAction(() => {
      this.days = days;
    });
    return { ok: true, data: { items, nextCursor, today } };
  });
  days = 0;

  constructor() {
    makeAutoObservable(this, { list: false });
  }
}

export const sleeping = new Sleeping();
