import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { HealthView } from '../../../typings/api/health';
import { VERSION } from '../../version';
import { askBuild, measureTrip, networkKind, programKind, tryDoor } from '../services/checkup';
import { call, type Problem } from '../services/staff';
import { type CheckRow, clientRow, doorsRow, functionsRow, inOrder, speedRow, totalOf } from '../views/checkup';

/** Questions under way at once: a phone keeps ten lines open, and others need some. */
const AT_ONCE = 5;
/** Of the function that has just answered, so that it is awake. */
const TRIPS = 3;
const AWAKE = 'staff';

/** The shop's check-up: asked of the cloud once, then of each function and each collection by this phone. */
class Checkup {
  phase: 'running' | 'done' | 'failed' = 'running';
  problem: Problem | null = null;
  rows: CheckRow[] = [];
  done = 0;
  total = 0;
  view: HealthView | null = null;
  /** Codes of the rows that are open. */
  opened: string[] = [];
  private visit = 0;

  constructor() {
    makeAutoObservable<Checkup, 'visit'>(this, { visit: false });
  }

  async run(): Promise<void> {
    this.visit += 1;
    const { visit } = this;
    Object.assign(this, { phase: 'running', problem: null, rows: [], done: 0, total: 0, opened: [], view: null });
    const outcome = await call('health.look', {});
    if (visit !== this.visit) return;
    if (!outcome.ok) {
      runInAction(() => Object.assign(this, { phase: 'failed', problem: outcome.problem }));
      return;
    }
    const view = outcome.data;
    runInAction(() => Object.assign(this, { view, total: totalOf(view), done: 1 }));
    const rows = [...view.rows, ...(await this.ownRows(view, visit))];
    if (visit !== this.visit) return;
    runInAction(() => {
      this.rows = inOrder(rows);
      this.opened = this.rows.filter(({ state }) => state === 'red').map(({ code }) => code);
      this.phase = 'done';
    });
  }

  leave(): void {
    this.visit += 1;
  }

  toggle(code: string): void {
    this.opened = this.opened.includes(code) ? this.opened.filter((each) => each !== code) : [...this.opened, code];
  }

  count(state: CheckRow['state']): number {
    return this.rows.filter((each) => each.state === state).length;
  }

  private async ownRows({ functions, collections, build, version }: HealthView, visit: number): Promise<CheckRow[]> {
    const builds = await this.each(functions, askBuild, visit);
    const doors = await this.each(collections, tryDoor, visit);
    const trips: (number | null)[] = [];
    for (let trip = 0; trip < TRIPS && visit === this.visit; trip += 1) trips.push(await measureTrip(AWAKE));
    return [
      functionsRow(builds, build),
      doorsRow(doors),
      clientRow(VERSION, programKind(), version),
      speedRow(trips, await networkKind()),
    ];
  }

  private async each<T>(names: readonly string[], ask: (name: string) => Promise<T>, visit: number) {
    const found: Record<string, T> = {};
    const waiting = [...names];
    const worker = async () => {
      for (let name = waiting.shift(); name !== undefined && visit === this.visit; name = waiting.shift()) {
        found[name] = await ask(name);
        runInAction(() => {
          if (visit === this.visit) this.done += 1;
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return found;
  }
}

export const checkup = new Checkup();
