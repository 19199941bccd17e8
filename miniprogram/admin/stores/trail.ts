import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { DutyArea, TrailView } from '../../../typings/api/team';
import { Paged } from '../../stores/paged';
import { call } from '../services/staff';

/** What was done here, by whom and of which kind. */
class Trail {
  area: DutyArea | '' = '';
  personId = '';
  people: { id: string; name: string }[] = [];
  choosing = false;
  readonly list = new Paged<TrailView>(async (input) => {
    const { area, personId } = this;
    const outcome = await call('audit.list', {
      ...input,
      ...(area ? { area } : {}),
      ...(personId ? { staffId: personId } : {}),
    });
    if (!outcome.ok) return outcome;
    const { acts: items, nextCursor, today, people } = outcome.data;
    runInAction(() => {
      this.people = people;
    });
    return { ok: true, data: { items, nextCursor, today } };
  });

  constructor() {
    makeAutoObservable(this, { list: false });
  }

  get filtered(): boolean {
    return this.area !== '' || this.personId !== '';
  }

  get person(): { id: string; name: string } | null {
    return this.people.find(({ id }) => id === this.personId) ?? null;
  }

  chooseArea(area: DutyArea | ''): void {
    if (area === this.area) return;
    this.area = area;
    this.anew();
  }

  askPerson(asking: boolean): void {
    this.choosing = asking;
  }

  choosePerson(id: string): void {
    this.choosing = false;
    if (id === this.personId) return;
    this.personId = id;
    this.anew();
  }

  leave(): void {
    this.area = '';
    this.personId = '';
    this.choosing = false;
    this.list.leave();
  }

  private anew(): void {
    this.list.leave();
    void this.list.open();
  }
}

export const trail = new Trail();
