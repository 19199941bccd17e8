import type { EpochMs } from '../../../../typings/domain';
import { wallClock } from '../../calendar';
import type { Settings } from '../../settings';
import type { Cell } from '../cell';

/** What a row may look at beside its document. */
export interface Around {
  settings: Settings;
  /** When the list was asked for. */
  now: EpochMs;
  /** What a member is called in this list: their number, or a name that only says which rows are of one person. */
  memberNamed(id: string): string;
}

/** One column: what stands above it, what it means, and its cell. `Document` is what the kind reads. */
export interface Column<Document> {
  header: string;
  note: string;
  cell(document: Document, around: Around): Cell;
}

let minute = { at: 0, zone: '', text: '' };

/** '2026-11-22 18:05', by the clock of the shop. Rows come in their order, so one minute is asked for once. */
export function timeText(at: EpochMs | null | undefined, { settings }: Around): string {
  if (at === null || at === undefined) return '';
  const { zone } = settings.programme;
  const whole = Math.floor(at / 60_000);
  if (minute.at !== whole || minute.zone !== zone) {
    const { day, time } = wallClock(at, zone);
    minute = { at: whole, zone, text: `${day} ${time}` };
  }
  return minute.text;
}

export function storeText(id: string, { settings }: Around): string {
  return settings.stores.find((store) => store.id === id)?.name ?? id;
}
