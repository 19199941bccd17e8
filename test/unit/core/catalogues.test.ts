import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type Catalogue, catalogues } from '../../../cloudfunctions/core/catalogues';
import { defaultProgramme, type PresetCode, type Programme, presets } from '../../../cloudfunctions/core/programme';
import { rewardSchema } from '../../../cloudfunctions/core/rewards';
import { mallSchema } from '../../../cloudfunctions/core/shop';
import { templatesSchema } from '../../../cloudfunctions/core/templates';
import { demoCategories, demoRewards } from '../../../local/demo/catalogue';
import { demoTemplates } from '../../../local/demo/coupons';
import { demoProgramme } from '../../../local/demo/programme';
import type { DayKey } from '../../../typings/domain';

const PICTURES = join(import.meta.dirname, '../../../local/demo/pictures');
/** A page of the mall shows many: small drawings keep it light. */
const PICTURE_MAX_BYTES = 4_000;

type Sold = { catalogue: Catalogue; programme: Pick<Programme, 'checkIn' | 'tiers'> };

const demo: Sold = {
  catalogue: {
    categories: demoCategories,
    templates: demoTemplates,
    rewards: demoRewards(0, (name) => `cloud://local/${name}.svg`),
  },
  programme: demoProgramme({ firstDay: '2026-11-01' as DayKey, lastDay: '2026-12-01' as DayKey }),
};
const sold: [string, Sold][] = [
  ...(Object.keys(presets) as PresetCode[]).map((code): [string, Sold] => [
    code,
    { catalogue: catalogues[code], programme: { ...defaultProgramme, ...presets[code] } },
  ]),
  ['demo', demo],
];

describe.each(sold)('the catalogue of %s', (_name, { catalogue, programme }) => {
  test('is what the schemas let in', () => {
    for (const { reward } of catalogue.rewards)
      expect(v.safeParse(rewardSchema, reward).issues, reward._id).toBeUndefined();
    expect(v.safeParse(templatesSchema, { shape: 1, list: catalogue.templates }).issues).toBeUndefined();
    expect(v.safeParse(mallSchema, { shape: 1, categories: catalogue.categories }).issues).toBeUndefined();
  });

  test('names each reward once, in a category and with a template that are there', () => {
    const ids = catalogue.rewards.map(({ reward }) => reward._id);
    expect(new Set(ids).size).toBe(ids.length);
    const categories = catalogue.categories.map(({ code }) => code);
    const templates = catalogue.templates.map(({ code }) => code);
    for (const { reward } of catalogue.rewards) {
      expect(categories).toContain(reward.category);
      if (reward.coupon) expect(templates).toContain(reward.coupon.template);
    }
  });

  test('asks only for rights and tiers that the programme gives', () => {
    const rights = programme.checkIn.milestones.flatMap(({ right }) => (right ? [right.code] : []));
    const tiers = programme.tiers.list.map(({ code }) => code);
    for (const { reward } of catalogue.rewards) {
      if (reward.terms.right !== null) expect(rights).toContain(reward.terms.right);
      for (const tier of reward.terms.tiers) expect(tiers).toContain(tier);
    }
  });
});

test('every reward of the demo has a drawing of its own folder, and none is heavy', () => {
  const drawn = readdirSync(PICTURES).map((file) => file.replace(/\.svg$/, ''));
  const named = demo.catalogue.rewards.flatMap(({ reward }) => reward.pictures);
  for (const picture of named) expect(drawn).toContain(picture.replace(/^.*\/|\.svg$/g, ''));
  for (const file of readdirSync(PICTURES))
    expect(readFileSync(join(PICTURES, file)).length).toBeLessThan(PICTURE_MAX_BYTES);
});
