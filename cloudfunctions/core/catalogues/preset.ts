/** A trade's rules and goods in one step. What the shop already has stays; the rules are the trade's from now on. */
import type { PresetView, ProgrammeActions, ProgrammeView } from '../../../typings/api/programme';
import type { Environment } from '../../platform/environment';
import { accept, type Result } from '../../platform/refusal';
import {
  draftFrom,
  type Editor,
  type PresetCode,
  type Programme,
  presets,
  programmeView,
  publishRules,
  readProgramme,
  refusedFor,
} from '../programme';
import { readSettings } from '../settings';
import type { Catalogue } from './catalogue';
import { installCatalogue } from './install';

type Catalogues = Record<PresetCode, Catalogue>;
type Told = ProgrammeActions['programme.presets'][1];

/** What each of them contains, and how much of it the shop does not have yet. */
export async function presetsOf(env: Environment, catalogues: Catalogues): Promise<Result<Told>> {
  const codes = Object.keys(catalogues) as PresetCode[];
  const ids = codes.flatMap((code) => catalogues[code].rewards.map(({ reward }) => reward._id));
  const [{ current, rev, draft }, { templates }, found] = await Promise.all([
    readProgramme(env),
    readSettings(env.store),
    env.store.find<{ _id: string }>('rewards', { where: { _id: { in: ids } }, limit: ids.length, fields: ['_id'] }),
  ]);
  const has = {
    rewards: new Set(found.map(({ _id }) => _id)),
    coupons: new Set(templates.map(({ code }) => code)),
  };
  const told = codes.map((code) => presetView(code, catalogues[code], current, has));
  return accept({ presets: told, rev, draft: draft !== null, version: current.version });
}

function presetView(
  code: PresetCode,
  { rewards, templates }: Catalogue,
  current: Programme,
  has: { rewards: ReadonlySet<string>; coupons: ReadonlySet<string> },
): PresetView {
  return {
    code,
    rules: draftFrom({ ...rulesOf(code, current), shape: 2, version: 1 }),
    rewards: rewards.map(({ reward: { name, price } }) => ({ name, points: price.points, cashFen: price.cashFen })),
    coupons: templates.map(({ code: template, name }) => ({ code: template, name })),
    added: {
      rewards: rewards.filter(({ reward }) => !has.rewards.has(reward._id)).length,
      coupons: templates.filter((each) => !has.coupons.has(each.code)).length,
    },
  };
}

/** Of the shop stay its time zone, and the icons of tiers that go on under the same code. */
function rulesOf(code: PresetCode, current: Programme): Omit<Programme, 'shape' | 'version'> {
  const { tiers, ...rules } = presets[code];
  const iconOf = (tier: string) => current.tiers.list.find((each) => each.code === tier)?.icon ?? null;
  const list = tiers.list.map((tier) => ({ ...tier, icon: tier.icon ?? iconOf(tier.code) }));
  return { ...rules, zone: current.zone, tiers: { ...tiers, list } };
}

/**
 * Coupons and rewards first, as the rules name some; each is put in only where nothing of its name is there, so a repeat
 * completes what broke off. Refuses with OUTDATED, and with what a template or a reward is refused for.
 */
export async function usePreset(
  env: Environment,
  catalogues: Catalogues,
  { preset, rev }: { preset: PresetCode; rev: number },
  by: Editor,
): Promise<Result<ProgrammeView>> {
  const before = await readProgramme(env);
  const repeats = before.rev === rev + 1 && before.lastAct === by.act;
  if (before.rev !== rev && !repeats)
    return refusedFor({ ok: false, reason: 'outdated', rev: before.rev, by: before.editedBy ?? '' });
  const installed = await installCatalogue(env, catalogues[preset]);
  if (!installed.ok) return installed;
  const published = await publishRules(env, (current) => rulesOf(preset, current), rev, by);
  return published.ok ? programmeView(env) : refusedFor(published);
}
