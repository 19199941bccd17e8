/** The rules: draft, check, publication, presets, calendar. */
import * as v from 'valibot';
import type { ProgrammeActions, ProgrammeView } from '../../typings/api/programme';
import type { MonthKey } from '../../typings/domain';
import { isMonthKey } from '../core/calendar';
import { calendarOf } from '../core/campaigns';
import { catalogues, presetsOf, usePreset } from '../core/catalogues';
import { isKept } from '../core/pictures';
import {
  discardDraft,
  type Editor,
  keepDraft,
  lastChanges,
  problemsOf,
  programmeForms,
  programmeView,
  publishDraft,
} from '../core/programme';
import { actIdOf, note, type Staff, type StaffAction } from '../core/staffing';
import type { Environment } from '../platform/environment';
import type { Result } from '../platform/refusal';
import type { Action } from '../platform/router';
import { command, question } from './duty';
import { nothing } from './payloads';

const rev = v.pipe(v.number(), v.safeInteger());
const draft = v.record(v.string(), v.unknown());
const month = v.custom<MonthKey>((given) => typeof given === 'string' && isMonthKey(given), 'a month such as 2026-11');
const preset = v.picklist(['restaurant', 'beauty', 'convenience', 'motherBaby']);

const atRev = v.strictObject({ rev });

const isIcon = (file: string) => isKept(file, 'tier');

const by = ({ _id, name }: Staff, key: string): Editor => ({ name, act: actIdOf(_id, key) });

export const programmeActions: Record<keyof ProgrammeActions, Action> = {
  'programme.view': question('programme.view', nothing, programmeView),
  'programme.forms': question('programme.forms', nothing, programmeForms),
  'programme.save': command(
    'programme.save',
    v.strictObject({ draft, rev }),
    (env, staff, input, key) => keepDraft(env, input.draft, input.rev, by(staff, key), isIcon),
    (_input, { changes, problems }) => about({ parts: partsOf(changes), problems: problems.length }),
  ),
  'programme.check': question('programme.check', v.strictObject({ draft }), (env, _staff, input) =>
    problemsOf(env, input.draft),
  ),
  'programme.publish': command(
    'programme.publish',
    atRev,
    (env, staff, input, key) =>
      inForce(env, staff, key, 'programme.publish', publishDraft(env, input.rev, by(staff, key))),
    'own',
  ),
  'programme.discard': command(
    'programme.discard',
    atRev,
    (env, staff, input, key) => discardDraft(env, input.rev, by(staff, key)),
    () => about({}),
  ),
  'programme.presets': question('programme.presets', nothing, (env) => presetsOf(env, catalogues)),
  'programme.usePreset': command(
    'programme.usePreset',
    v.strictObject({ preset, rev }),
    (env, staff, input, key) =>
      inForce(env, staff, key, 'programme.usePreset', usePreset(env, catalogues, input, by(staff, key)), {
        preset: input.preset,
      }),
    'own',
  ),
  'calendar.view': question('calendar.view', v.strictObject({ month }), (env, _staff, input) => calendarOf(env, input)),
};

function about(facts: Record<string, string | number>) {
  return { subject: null, name: '', facts };
}

/** Longest text of a fact, characters. */
const FACT_MAX = 200;

function partsOf(changes: readonly { part: string; code: string }[]): string {
  const told = changes.map(({ part, code }) => (code ? `${part}:${code}` : part)).join(',');
  return told.length <= FACT_MAX ? told : `${told.slice(0, FACT_MAX - 1)}…`;
}

/** What took effect is told in the trail by what it changed. */
async function inForce(
  env: Environment,
  staff: Staff,
  key: string,
  what: StaffAction,
  publishing: Promise<Result<ProgrammeView>>,
  facts: Record<string, string> = {},
): Promise<Result<ProgrammeView>> {
  const done = await publishing;
  if (!done.ok) return done;
  const parts = partsOf(await lastChanges(env));
  await note(env, staff, key, what, about({ version: done.data.version, parts, ...facts }));
  return done;
}
