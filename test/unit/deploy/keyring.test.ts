import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Found, Step } from '../../../scripts/deploy/model';
import { plan } from '../../../scripts/deploy/plan';
import type { SecretsAsked } from '../../../scripts/deploy/secrets';
import { afterStep, afterSteps, emptyCloud, smallShop } from './cloud';

const key = (n: number) => Buffer.alloc(32, n).toString('base64url');
const ringOf = (...ids: number[]) => ids.map((n) => `k${n}:${key(n)}`).join(',');
const idsOf = (ring = '') => ring.split(',').map((part) => part.split(':')[0] ?? '');

function asked(wishes: Partial<SecretsAsked['wishes']>, sealed: SecretsAsked['sealed'] = null): SecretsAsked {
  return {
    given: { said: {}, kept: {} },
    sealed,
    newKey: () => key(200),
    wishes: { only: null, prune: false, rotateFieldKey: false, retireFieldKey: null, ...wishes },
  };
}

/** A shop that runs, each function with its ring. */
function shopWith(rings: { shopper: string; timer: string }): Found {
  const deployed = afterSteps(emptyCloud(), plan(smallShop(), emptyCloud(), asked({})).steps);
  const functions = Object.fromEntries(
    Object.entries(deployed.functions).map(([name, there]) => {
      const ring = name === 'shopper' ? rings.shopper : name === 'timer' ? rings.timer : '';
      const { RING: _, ...rest } = there.variables;
      return [name, { ...there, variables: ring === '' ? rest : { ...rest, RING: ring } }];
    }),
  );
  return { ...deployed, members: 7, functions };
}

const ringsOf = ({ functions }: Found) => [functions.shopper?.variables.RING, functions.timer?.variables.RING];

/** Whatever a function seals with, all others can open. */
function expectReadable(found: Found, steps: readonly Step[]): void {
  let now = found;
  for (const step of steps) {
    now = afterStep(now, step);
    const rings = ringsOf(now).map(idsOf);
    for (const [front] of rings) for (const ring of rings) expect(ring).toContain(front);
  }
}

describe('a ring of keys', () => {
  it('is made where nothing was ever sealed, and nowhere else', () => {
    expect(plan(smallShop(), emptyCloud(), asked({})).made.RING).toBe(`k1:${key(200)}`);
    const old = shopWith({ shopper: '', timer: '' });
    expect(plan(smallShop(), old, asked({})).made).toEqual({});
    expect(plan(smallShop(), old, asked({ rotateFieldKey: true })).made.RING).toBe(`k1:${key(200)}`);
  });

  it('gets its new key behind the others everywhere, before it is put in front anywhere', () => {
    const found = shopWith({ shopper: ringOf(1), timer: ringOf(1) });
    const { steps, made } = plan(smallShop(), found, asked({ rotateFieldKey: true }));
    expectReadable(found, steps);
    expect(idsOf(made.RING)).toEqual(['k2', 'k1']);
    expect(ringsOf(afterSteps(found, steps))).toEqual([made.RING, made.RING]);
  });

  it('of a change that broke off anywhere is finished by the next deployment, whatever was asked of it', () => {
    const found = shopWith({ shopper: ringOf(1), timer: ringOf(1) });
    const whole = plan(smallShop(), found, asked({ rotateFieldKey: true }));
    for (let cut = 1; cut < whole.steps.length; cut++) {
      for (const rotateFieldKey of [false, true]) {
        const broken = afterSteps(found, whole.steps.slice(0, cut));
        const rest = plan(smallShop(), broken, asked({ rotateFieldKey }));
        expectReadable(broken, rest.steps);
        expect(ringsOf(afterSteps(broken, rest.steps))).toEqual([whole.made.RING, whole.made.RING]);
        expect(rest.made).toEqual({});
      }
    }
  });

  it('ends the same in all functions from any rings that do not contradict each other', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 4 });
    fc.assert(
      fc.property(ids, ids, (shopper, timer) => {
        const found = shopWith({ shopper: ringOf(...shopper), timer: ringOf(...timer) });
        const { steps, obstacles } = plan(smallShop(), found, asked({}));
        expect(obstacles).toEqual([]);
        const after = afterSteps(found, steps);
        const [first, second] = ringsOf(after);
        expect(first).toBe(second);
        const all = [...new Set([...shopper, ...timer])].sort((a, b) => b - a);
        expect(first ?? '').toBe(ringOf(...all));
        expect(plan(smallShop(), after, asked({})).steps).toEqual([]);
      }),
    );
  });

  it('that contradicts another, or is none, stops everything', () => {
    const other = `k1:${key(9)}`;
    for (const timer of [other, 'k1:short', 'nothing']) {
      const { obstacles, made } = plan(smallShop(), shopWith({ shopper: ringOf(1), timer }), asked({}));
      expect(obstacles.map(({ exit }) => exit)).toEqual([3]);
      expect(made).toEqual({});
    }
  });

  it('holds eight keys and no more', () => {
    const full = ringOf(8, 7, 6, 5, 4, 3, 2, 1);
    const { obstacles } = plan(smallShop(), shopWith({ shopper: full, timer: full }), asked({ rotateFieldKey: true }));
    expect(obstacles.map(({ exit }) => exit)).toEqual([3]);
  });
});

describe('a key is taken away', () => {
  const two = shopWith({ shopper: ringOf(2, 1), timer: ringOf(2, 1) });

  it('when nothing is under it any more', () => {
    const { steps, notes } = plan(smallShop(), two, asked({ retireFieldKey: 'k1' }, { k2: 3, k1: 0 }));
    expect(ringsOf(afterSteps(two, steps))).toEqual([ringOf(2), ringOf(2)]);
    expect(notes.join()).toContain('备份');
  });

  it('never while something is, or may be', () => {
    for (const sealed of [null, {}, { k1: 0 }, { k2: 0 }, { k2: 3, k1: 1 }]) {
      const { obstacles } = plan(smallShop(), two, asked({ retireFieldKey: 'k1' }, sealed));
      expect(obstacles.map(({ exit }) => exit)).toEqual([3]);
    }
  });

  it('never while it seals, or while a change of keys is not finished', () => {
    const counted = { k2: 0, k1: 0 };
    expect(plan(smallShop(), two, asked({ retireFieldKey: 'k2' }, counted)).obstacles).toHaveLength(1);
    const half = shopWith({ shopper: ringOf(2, 1), timer: ringOf(1, 2) });
    expect(plan(smallShop(), half, asked({ retireFieldKey: 'k1' }, counted)).obstacles).toHaveLength(1);
  });

  it('is finished by the same words when it broke off', () => {
    const half = shopWith({ shopper: ringOf(2), timer: ringOf(2, 1) });
    const { steps } = plan(smallShop(), half, asked({ retireFieldKey: 'k1' }, { k2: 0, k1: 0 }));
    const after = afterSteps(half, steps);
    expect(ringsOf(after)).toEqual([ringOf(2), ringOf(2)]);
    expect(plan(smallShop(), after, asked({ retireFieldKey: 'k1' }, { k2: 0 })).steps).toEqual([]);
  });
});
