import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { CopySection, CopyView } from '../../../typings/api/account';
import type { DayKey } from '../../../typings/domain';
import { call, type Outcome, type Problem } from '../../services/cloud';
import { dropFile, keepFile } from '../services/own-file';
import { type Cell, workbook } from '../services/workbook';
import { type CopySetting, copyRows, copySheets } from '../views/copy';

/** More parts than this would not fit into a phone's memory with ease: 20,000 rows. */
const PARTS_MAX = 200;

/** How far it has come. */
export interface Progress {
  section: CopySection;
  /** 0 to 1. */
  share: number;
  rows: number;
}

export type CopyState =
  | { is: 'idle' }
  | { is: 'running'; progress: Progress }
  | { is: 'ready'; bytes: number; day: DayKey }
  | { is: 'failed'; problem: Problem }
  | { is: 'tooLong' }
  | { is: 'full' };

/** One's own data on its way into a file: part by part, so that it can be stopped between two. */
class Copying {
  state: CopyState = { is: 'idle' };
  private run = 0;

  constructor() {
    makeAutoObservable<Copying, 'run'>(this, { run: false });
  }

  /** @param setting in which words, and what points are called */
  async start(setting: Omit<CopySetting, 'today'>): Promise<void> {
    if (this.state.is === 'running') return;
    this.run += 1;
    const { run } = this;
    this.state = { is: 'running', progress: { section: 'about', share: 0, rows: 0 } };
    const ended = await this.fetch(run, setting);
    if (run === this.run) runInAction(() => this.become(ended));
  }

  /** What is under way comes to nothing. */
  stop(): void {
    this.run += 1;
    this.state = { is: 'idle' };
  }

  /** The file goes with the page. */
  leave(): void {
    const made = this.state.is === 'ready';
    this.stop();
    if (made) dropFile();
  }

  private async fetch(run: number, given: Omit<CopySetting, 'today'>): Promise<CopyState> {
    const rows = new Map<CopySection, (readonly Cell[])[]>();
    let cursor: string | null = null;
    for (let part = 0; part < PARTS_MAX; part += 1) {
      const outcome: Outcome<'account.copy'> = await call('account.copy', cursor === null ? {} : { cursor });
      if (run !== this.run) return { is: 'idle' };
      if (!outcome.ok) return { is: 'failed', problem: outcome.problem };
      const { part: fresh, section, nextCursor, today }: CopyView = outcome.data;
      const setting = { ...given, today };
      rows.set(fresh.section, [...(rows.get(fresh.section) ?? []), ...copyRows(fresh, setting)]);
      const sum = [...rows.values()].reduce((count, each) => count + each.length, 0);
      const progress = { section: fresh.section, share: (section.index + 1) / section.count, rows: sum };
      runInAction(() => this.become({ is: 'running', progress }));
      if (nextCursor === null) return made(rows, setting);
      cursor = nextCursor;
    }
    return { is: 'tooLong' };
  }

  private become(state: CopyState): void {
    this.state = state;
  }
}

async function made(
  rows: ReadonlyMap<CopySection, readonly (readonly Cell[])[]>,
  setting: CopySetting,
): Promise<CopyState> {
  const bytes = workbook(copySheets(rows, setting));
  return (await keepFile(bytes)) ? { is: 'ready', bytes: bytes.length, day: setting.today } : { is: 'full' };
}

export const copying = new Copying();
