import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CODE,
  type Declared,
  type Found,
  type FoundFunction,
  RUNTIME,
  type Step,
  type Wishes,
} from '../../../scripts/deploy/model';
import { type Plan, plan } from '../../../scripts/deploy/plan';
import type { SecretsAsked } from '../../../scripts/deploy/secrets';
import { afterSteps, BUILD_NUMBER, CRON, emptyCloud, smallShop } from './cloud';

const KEY = (letter: string) => Buffer.alloc(32, letter).toString('base64url');

let made = 0;
function asked(changes: Partial<Omit<SecretsAsked, 'wishes'>> & { wishes?: Partial<Wishes> } = {}): SecretsAsked {
  return {
    given: { said: {}, kept: {} },
    sealed: null,
    newKey: () => Buffer.alloc(32, ++made).toString('base64url'),
    ...changes,
    wishes: { only: null, prune: false, rotateFieldKey: false, retireFieldKey: null, ...changes.wishes },
  };
}

/** Found as after a whole deployment. */
function deployed(declared: Declared = smallShop()): Found {
  return afterSteps(emptyCloud(), plan(declared, emptyCloud(), asked()).steps);
}

function changed(found: Found, name: string, change: Partial<FoundFunction>): Found {
  const { [name]: there } = found.functions;
  if (!there) throw new Error(`no function ${name}`);
  return { ...found, functions: { ...found.functions, [name]: { ...there, ...change } } };
}

const kinds = ({ steps }: Plan) => steps.map(({ kind }) => kind);
const exits = ({ obstacles }: Plan) => obstacles.map(({ exit }) => exit);

describe('a plan', () => {
  it('is empty after its own steps, from any state the cloud may be in', () => {
    fc.assert(
      fc.property(anyFound(), (found) => {
        const first = plan(smallShop(), found, asked({ wishes: { prune: true } }));
        if (first.obstacles.length > 0) return;
        const after = afterSteps(found, first.steps);
        const second = plan(smallShop(), after, asked({ wishes: { prune: true } }));
        expect([second.steps, second.obstacles]).toEqual([[], []]);
      }),
      { numRuns: 300 },
    );
  });

  it('is empty after its own steps when it was cut off anywhere and begun again', () => {
    const whole = plan(smallShop(), emptyCloud(), asked());
    for (let cut = 0; cut <= whole.steps.length; cut++) {
      const found = afterSteps(emptyCloud(), whole.steps.slice(0, cut));
      const given = { said: {}, kept: whole.made };
      const rest = plan(smallShop(), found, asked({ given }));
      expect(rest.obstacles).toEqual([]);
      const after = afterSteps(found, rest.steps);
      expect(after).toEqual(afterSteps(emptyCloud(), whole.steps));
    }
  });

  it('drops nothing that was never declared, and what was declared once only when asked', () => {
    fc.assert(
      fc.property(anyFound(), fc.boolean(), (found, prune) => {
        const { steps, obstacles } = plan(smallShop(), found, asked({ wishes: { prune } }));
        if (obstacles.length > 0) return;
        const after = afterSteps(found, steps);
        for (const [name, { indexes }] of Object.entries(found.collections)) {
          const left = new Set(after.collections[name]?.indexes.map((index) => index.name));
          const gone = indexes.map((index) => index.name).filter((index) => !left.has(index));
          expect(gone).toEqual(prune && gone.length > 0 ? ['old_seq'] : []);
        }
        for (const [name, { variables }] of Object.entries(found.functions)) {
          expect(Object.keys(after.functions[name]?.variables ?? {})).toEqual(
            expect.arrayContaining(Object.keys(variables)),
          );
          expect(after.functions[name]?.variables.OWN).toBe(variables.OWN);
        }
        for (const { name, routes } of found.domains) {
          const paths = after.domains.find((domain) => domain.name === name)?.routes.map(({ path }) => path);
          expect(paths).toEqual(expect.arrayContaining(routes.map(({ path }) => path)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('closes every collection before it makes a function', () => {
    const order = kinds(plan(smallShop(), emptyCloud(), asked()));
    expect(order.lastIndexOf('close-collection')).toBeLessThan(order.indexOf('create-function'));
    expect(order.filter((kind) => kind === 'close-collection')).toHaveLength(3);
  });

  it('says which build a function runs after everything else of it', () => {
    const found = changed(deployed(), 'shopper', { timeoutS: 3 });
    const newer = { ...smallShop(), build: 'fedcba9876543210', codes: { ...smallShop().codes, shopper: 's2' } };
    const mine = plan(newer, found, asked()).steps.filter((step) => 'name' in step && step.name === 'shopper');
    expect(mine.map(({ kind }) => kind)).toEqual(['configure-function', 'upload-code', 'configure-function']);
    const codes = mine.map((step) => ('variables' in step ? step.variables[CODE] : undefined));
    expect(codes).toEqual(['s1', undefined, 's2']);
  });

  it('uploads only code that differs', () => {
    const newer = { ...smallShop(), build: 'fedcba9876543210', codes: { ...smallShop().codes, shopper: 's2' } };
    const uploads = plan(newer, deployed(), asked()).steps.filter(({ kind }) => kind === 'upload-code');
    expect(uploads).toEqual([{ kind: 'upload-code', name: 'shopper' }]);
  });

  it('changes the function of the timer last', () => {
    const names = plan(smallShop(), emptyCloud(), asked()).steps.flatMap((step) =>
      step.kind === 'create-function' ? [step.name] : [],
    );
    expect(names).toEqual(['shopper', 'partner', 'public', 'timer']);
  });
});

describe('a decision is left to whoever deploys', () => {
  it('when an index of that name has other keys, or is unique and should not be', () => {
    const found = deployed();
    for (const index of [
      { name: 'openid', keys: [['openid', '-1']] as const, unique: false },
      { name: 'openid', keys: [['openid', '1']] as const, unique: true },
    ]) {
      const other = {
        ...found,
        collections: { ...found.collections, members: { acl: 'ADMINONLY', indexes: [index] } },
      };
      expect(exits(plan(smallShop(), other, asked()))).toEqual([3]);
    }
  });

  it('when a function has another runtime', () => {
    const found = changed(deployed(), 'shopper', { runtime: 'Nodejs16.13' });
    const { obstacles } = plan(smallShop(), found, asked());
    expect(obstacles).toEqual([{ exit: 3, text: expect.stringContaining(RUNTIME) }]);
  });

  it('when a retired index or timer is still there', () => {
    const { ledger } = deployed().collections;
    if (!ledger) throw new Error('no ledger');
    const old = { name: 'old_seq', keys: [['seq', '1']] as const, unique: false };
    const found = {
      ...deployed(),
      collections: { ...deployed().collections, ledger: { ...ledger, indexes: [...ledger.indexes, old] } },
    };
    expect(exits(plan(smallShop(), found, asked()))).toEqual([3]);
    expect(kinds(plan(smallShop(), found, asked({ wishes: { prune: true } })))).toEqual(['drop-indexes']);
    const trigger = { name: 'tick', cron: CRON, enabled: true };
    const ticking = changed(deployed(), 'shopper', { triggers: [trigger] });
    expect(exits(plan(smallShop(), ticking, asked()))).toEqual([3]);
    expect(kinds(plan(smallShop(), ticking, asked({ wishes: { prune: true } })))).toEqual(['delete-trigger']);
  });
});

describe('what is found', () => {
  it('an index that does the same under another name is enough: the database takes no twin', () => {
    const found = deployed();
    const twin = { name: 'by_hand', keys: [['openid', '1']] as const, unique: false };
    const other = { ...found, collections: { ...found.collections, members: { acl: 'ADMINONLY', indexes: [twin] } } };
    const { steps, notes } = plan(smallShop(), other, asked());
    expect(steps).toEqual([]);
    expect(notes.join()).toContain('by_hand');
  });

  it('a timer that was changed or switched off is made anew, one of somebody else is left', () => {
    const mine = { name: 'other', cron: CRON, enabled: true };
    for (const tick of [
      { name: 'tick', cron: '0 0 * * * * *', enabled: true },
      { name: 'tick', cron: CRON, enabled: false },
    ]) {
      const found = changed(deployed(), 'timer', { triggers: [tick, mine] });
      const planned = plan(smallShop(), found, asked());
      expect(kinds(planned)).toEqual(['delete-trigger', 'create-trigger']);
      expect(afterSteps(found, planned.steps).functions.timer?.triggers).toContainEqual(mine);
    }
  });

  it('only what is declared for strangers is open to them', () => {
    const open = {
      ...deployed(),
      callRule: { '*': { invoke: true }, shopper: { invoke: true }, own: { invoke: true } },
    };
    const [step, ...more] = plan(smallShop(), open, asked()).steps;
    expect(more).toEqual([]);
    expect(step).toMatchObject({
      kind: 'set-call-rule',
      rule: {
        '*': { invoke: 'auth != null' },
        shopper: { invoke: 'auth != null' },
        public: { invoke: true },
        own: { invoke: true },
      },
    });
  });

  it('a rule that cannot be read is left to a person', () => {
    const { steps, notes } = plan(smallShop(), { ...deployed(), callRule: null }, asked());
    expect(steps).toEqual([]);
    expect(notes.join()).toContain('public');
  });

  it('without an address everything else is done', () => {
    const { steps, obstacles, afterwards } = plan(smallShop(), { ...emptyCloud(), domains: [] }, asked());
    expect([steps.length > 0, obstacles, afterwards.length]).toEqual([true, [], 1]);
  });

  it('a path that leads elsewhere, asks who calls, or cuts the path is put right', () => {
    const right = { path: '/partner', functionName: 'partner', auth: false, wholePath: true, enabled: true };
    for (const wrong of [{ functionName: 'other' }, { auth: true }, { wholePath: false }, { enabled: false }]) {
      const domains = [{ name: 'shop-1.example.com', isDefault: true, routes: [{ ...right, ...wrong }] }];
      const { steps } = plan(smallShop(), { ...deployed(), domains }, asked());
      expect(steps).toEqual([expect.objectContaining({ kind: 'set-route', there: true })]);
    }
  });
});

describe('--only', () => {
  it('concerns its part alone', () => {
    const partsOf = (only: 'database' | 'functions' | 'http', found: Found) =>
      new Set(kinds(plan(smallShop(), found, asked({ wishes: { only } }))));
    expect(partsOf('database', emptyCloud())).toEqual(
      new Set<Step['kind']>(['create-collection', 'close-collection', 'create-indexes']),
    );
    expect([...partsOf('functions', emptyCloud())]).not.toContain('set-route');
    const unrouted = { ...deployed(), domains: emptyCloud().domains };
    expect(partsOf('http', unrouted)).toEqual(new Set(['set-route']));
  });

  it('leads to no function that is not there', () => {
    expect(exits(plan(smallShop(), emptyCloud(), asked({ wishes: { only: 'http' } })))).toEqual([2]);
  });
});

describe('variables', () => {
  it('are measured with all that stays: above 3.5 KB nothing is begun', () => {
    const whole = deployed();
    const { shopper } = whole.functions;
    const found = changed(whole, 'shopper', { variables: { ...shopper?.variables, OWN: 'x'.repeat(3500) } });
    expect(exits(plan(smallShop(), found, asked()))).toEqual([2]);
  });

  it('that only the merchant has stay when they are not given, and reach a function that newly needs them', () => {
    const given = { said: { PAY: 'merchant' }, kept: {} };
    const paid = afterSteps(deployed(), plan(smallShop(), deployed(), asked({ given })).steps);
    expect(paid.functions.timer?.variables.PAY).toBe('merchant');
    expect(plan(smallShop(), paid, asked()).variables.PAY).toBe('kept');
    const { PAY: _, ...without } = paid.functions.shopper?.variables ?? {};
    const lacking = changed(paid, 'shopper', { variables: without });
    const { steps } = plan(smallShop(), lacking, asked());
    expect(afterSteps(lacking, steps).functions.shopper?.variables.PAY).toBe('merchant');
  });

  it('never stand in what is told', () => {
    const planned = plan(smallShop(), emptyCloud(), asked({ given: { said: { PAY: 'merchant-secret' }, kept: {} } }));
    const texts = [...planned.steps.flatMap((step) => ('what' in step ? step.what : [])), ...planned.notes];
    const values = [...Object.values(planned.made), 'merchant-secret'];
    for (const value of values) expect(texts.join()).not.toContain(value);
    expect(planned.variables).toEqual({ SECRET: 'set', RING: 'set', PAY: 'set' });
  });
});

/** Somewhere between nothing and everything, with things of others in it. */
function anyFound(): fc.Arbitrary<Found> {
  const whole = deployed();
  const some = <T>(all: Readonly<Record<string, T>>) =>
    fc.subarray(Object.entries(all)).map((entries) => Object.fromEntries(entries));
  const own = fc.record({
    acl: fc.constantFrom('ADMINONLY', 'PRIVATE', 'READONLY'),
    extra: fc.subarray(['_id_', 'old_seq', 'by_hand']),
  });
  return fc
    .record({
      collections: some(whole.collections),
      functions: some(whole.functions),
      domains: fc.constantFrom(whole.domains, emptyCloud().domains, []),
      callRule: fc.constantFrom(whole.callRule, {}, { '*': { invoke: true } }, { '*': { invoke: false } }, null),
      own,
      stamp: fc.constantFrom(BUILD_NUMBER, 'ffffffffffffffff', undefined),
      code: fc.constantFrom('s1', 's0', undefined),
    })
    .map(({ collections, functions, domains, callRule, own: { acl, extra }, stamp, code }) => ({
      ...whole,
      domains,
      callRule,
      members: 'members' in collections ? 5 : null,
      collections: Object.fromEntries(
        Object.entries(collections).map(([name, { indexes }]) => {
          const more = extra.map((index) => ({ name: index, keys: [[index, '1']] as const, unique: false }));
          return [name, { acl, indexes: [...indexes, ...more] }];
        }),
      ),
      functions: Object.fromEntries(
        Object.entries(functions).map(([name, there]) => {
          const { HUITOUKE_BUILD: _, [CODE]: __, ...rest } = there.variables;
          const stamps = { ...(stamp ? { HUITOUKE_BUILD: stamp } : {}), ...(code ? { [CODE]: code } : {}) };
          return [name, { ...there, variables: { ...rest, ...stamps, OWN: 'of the console', SECRET: KEY('s') } }];
        }),
      ),
    }));
}
