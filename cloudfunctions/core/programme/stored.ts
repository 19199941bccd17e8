/** The document `settings/programme`: the programme in force, how it came to be, and the draft. Pure. */
import * as v from 'valibot';
import type { DayKey, EpochMs } from '../../../typings/domain';
import { isDayKey } from '../calendar';
import { type Ladder, ladderOf } from '../tiers';
import { defaultProgramme } from './defaults';
import { type Programme, programmeSchema } from './programme';
import { upgraded } from './upgrade';

/** Versions that are kept; events of longer ago meet the oldest one. */
export const VERSIONS_KEPT = 200;
/**
 * Ladders that are kept: growth of before the oldest would be judged by that one, and take or bring a tier unannounced.
 * So there are far more than a shop ever makes; at 5 tiers they take 35 KB.
 */
export const LADDERS_KEPT = 100;

export interface Version {
  version: number;
  /** First instant at which it was in force. */
  from: EpochMs;
}

export interface ProgrammeDocument {
  current: Programme;
  /** Oldest first; the last one is the current. */
  versions: Version[];
  /** Oldest first. */
  ladders: Ladder[];
  /** What the staff is working on, as JSON: also what cannot be published yet. */
  draft: string | null;
  /** Grows with every saved draft and every publication. */
  rev: number;
  /** Who made this revision, when, and under which act; absent where a command line did, or an older version. */
  editedBy?: string;
  editedAt?: EpochMs;
  lastAct?: string;
}

/** What nobody has published holds from the beginning. */
const BEGINNING = { from: 0 as EpochMs, since: '1970-01-01' as DayKey };

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const day = v.custom<DayKey>((given) => typeof given === 'string' && isDayKey(given));

const documentSchema = v.strictObject({
  shape: v.literal(2),
  current: programmeSchema,
  versions: v.pipe(
    v.array(v.strictObject({ version: count, from: v.custom<EpochMs>(Number.isSafeInteger) })),
    v.minLength(1),
    v.maxLength(VERSIONS_KEPT),
  ),
  ladders: v.pipe(
    v.array(
      v.strictObject({
        since: day,
        rungs: v.pipe(v.array(v.strictObject({ code: v.string(), from: count, keep: count })), v.minLength(1)),
        validityMonths: v.nullable(count),
        graceDays: count,
        warningDays: count,
      }),
    ),
    v.minLength(1),
    v.maxLength(LADDERS_KEPT),
  ),
  draft: v.nullable(v.string()),
  rev: count,
  editedBy: v.exactOptional(v.string()),
  editedAt: v.exactOptional(v.custom<EpochMs>(Number.isSafeInteger)),
  lastAct: v.exactOptional(v.string()),
});

/**
 * Throws when what is stored is not what the schema says: nothing may run on half a programme.
 * @param stored without `_id`; null when nothing is stored
 */
export function programmeDocument(stored: object | null): ProgrammeDocument {
  if (stored !== null && 'current' in stored) {
    const { shape: _shape, ...document } = v.parse(documentSchema, stored);
    return document;
  }
  const current = stored === null ? defaultProgramme : v.parse(programmeSchema, upgraded(stored));
  return {
    current,
    versions: [{ version: current.version, from: BEGINNING.from }],
    ladders: [ladderOf(current.tiers, BEGINNING.since)],
    draft: null,
    rev: 0,
  };
}
