/** `npm run deploy` as a whole, from an empty environment to one in which nothing is left to do. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { smallShop } from '../setup/tencent/dist';
import { payKeys } from '../setup/tencent/pay-keys';
import { Scene } from '../setup/tencent/scene';
import { DeployScript } from '../setup/tencent/script';

let script: DeployScript;
let shop: Scene;

beforeAll(async () => {
  script = await DeployScript.make();
});
afterAll(() => script.close());

beforeEach(async () => {
  shop = await Scene.open(script);
});
afterEach(() => shop.close());

const writesOf = (scene: Scene) => scene.stub.writes.map(({ action }) => action);

describe('a dry run', () => {
  it('writes nothing and names every change', async () => {
    const { code, printed } = await shop.run(['--dry-run']);
    expect(code).toBe(0);
    expect(writesOf(shop)).toEqual([]);
    const { collections, functions } = smallShop();
    const indexes = Object.values(collections).flatMap((one) => one.indexes.map(({ name }) => name));
    for (const name of [...Object.keys(collections), ...indexes, ...Object.keys(functions)])
      expect(printed).toContain(name);
    for (const word of ['/partner', '0 */10 * * * * *']) expect(printed).toContain(word);
    expect(shop.keptKeys()).toBeNull();
  });

  it('announces the writes a deployment then makes, and none once it is done', async () => {
    await shop.deploy();
    expect(writesOf(shop).length).toBeGreaterThan(0);
    shop.stub.calm();
    const { code } = await shop.run(['--dry-run']);
    expect([code, writesOf(shop)]).toEqual([0, []]);
  });
});

describe('a deployment', () => {
  it('makes what is declared', async () => {
    const { code, printed } = await shop.deploy();
    expect(code, printed).toBe(0);
    const { collections, functions } = shop.cloud;
    const declared = smallShop();
    expect([...collections.keys()].sort()).toEqual(Object.keys(declared.collections).sort());
    for (const { acl } of collections.values()) expect(acl).toBe('ADMINONLY');
    expect(collections.get('ledger')?.indexes.slice(2)).toEqual([
      { Name: 'member_seq', Keys: [direction('memberId', '1'), direction('seq', '-1')], Unique: true },
      { Name: 'at', Keys: [direction('at', '1')], Unique: false },
    ]);
    expect([...functions.keys()].sort()).toEqual(Object.keys(declared.functions).sort());
    for (const [name, { timeoutS, memoryMb }] of Object.entries(declared.functions)) {
      expect(functions.get(name)).toMatchObject({
        handler: 'index.main',
        runtime: 'Nodejs20.19',
        timeout: timeoutS,
        memory: memoryMb,
        status: 'Active',
        variables: { HUITOUKE_BUILD: '0123456789abcdef' },
      });
    }
    expect(functions.get('timer')?.triggers).toEqual([
      { TriggerName: 'tick', Type: 'timer', TriggerDesc: '0 */10 * * * * *' },
    ]);
    expect(functions.get('shopper')?.triggers).toEqual([]);
    expect(shop.cloud.routes).toEqual([
      expect.objectContaining({
        Path: '/partner',
        UpstreamResourceType: 'SCF',
        UpstreamResourceName: 'partner',
        EnableAuth: false,
        EnablePathTransmission: true,
      }),
    ]);
  });

  it('opens only what is declared for strangers', async () => {
    await shop.deploy();
    const rule = JSON.parse(shop.cloud.callRule ?? '{}') as Record<string, { invoke: unknown }>;
    const open = Object.keys(rule).filter((name) => rule[name]?.invoke === true);
    expect(open).toEqual(['public']);
    expect(rule['*']?.invoke).toBe('auth != null');
  });

  it('closes a collection before any function can fill it', async () => {
    await shop.deploy();
    const order = writesOf(shop);
    expect(order.lastIndexOf('ModifyDatabaseACL')).toBeLessThan(order.indexOf('CreateFunction'));
  });

  it('changes nothing the second time', async () => {
    await shop.deploy();
    const made = shop.stub.contents();
    shop.stub.calm();
    const { code } = await shop.deploy();
    expect(code).toBe(0);
    expect(writesOf(shop)).toEqual([]);
    expect(shop.stub.contents()).toEqual(made);
  });

  it('asks before it changes anything, and without anybody to ask changes nothing', async () => {
    const { code } = await shop.run([]);
    expect([code, writesOf(shop)]).toEqual([3, []]);
    expect(shop.keptKeys()).toBeNull();
  });

  it('uploads what has changed and nothing else', async () => {
    await shop.deploy();
    const before = shop.cloud.functions.get('timer')?.code;
    const sources = Object.fromEntries(Object.keys(smallShop().functions).map((name) => [name, 'exports.main = 1;\n']));
    shop.build({ build: 'fedcba9876543210', sources: { ...sources, shopper: 'exports.main = 2;\n' } });
    await shop.deploy();
    expect(shop.cloud.functions.get('timer')?.code).not.toBe(before);
    shop.build({ build: '00000000ffffffff', sources: { ...sources, shopper: 'exports.main = 3;\n' } });
    shop.stub.calm();
    await shop.deploy();
    const uploads = shop.stub.writes.filter(({ action }) => action === 'UpdateFunctionCode');
    expect(uploads.map(({ parameters }) => parameters.FunctionName)).toEqual(['shopper']);
    for (const { variables } of shop.cloud.functions.values())
      expect(variables.HUITOUKE_BUILD).toBe('00000000ffffffff');
  });

  it('replaces a timer whose time has changed', async () => {
    await shop.deploy();
    const declaration = smallShop();
    Object.assign(declaration.functions.timer ?? {}, { timer: '0 */5 * * * * *' });
    shop.build({ declaration });
    expect((await shop.deploy()).code).toBe(0);
    expect(shop.cloud.functions.get('timer')?.triggers.map(({ TriggerDesc }) => TriggerDesc)).toEqual([
      '0 */5 * * * * *',
    ]);
  });

  it.each(['database', 'functions', 'http'] as const)('--only %s touches nothing else', async (part) => {
    // Routes lead to functions, so these have to be there.
    if (part === 'http') await shop.deploy('--only', 'functions');
    const before = shop.stub.contents() as Record<string, unknown>;
    const { code, printed } = await shop.deploy('--only', part);
    expect(code, printed).toBe(0);
    const after = shop.stub.contents() as Record<string, unknown>;
    const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
    const parts = { database: ['collections'], functions: ['functions', 'callRule'], http: ['routes'] };
    expect(changed.sort()).toEqual(parts[part].sort());
  });
});

describe('what others have set', () => {
  it('survives: variables of the console', async () => {
    await shop.deploy();
    const shopper = shop.cloud.functions.get('shopper');
    if (shopper) shopper.variables.SET_BY_HAND = 'kept';
    shop.build({ build: 'fedcba9876543210' });
    await shop.deploy();
    expect(shop.variable('shopper', 'SET_BY_HAND')).toBe('kept');
    expect(shop.variable('shopper', 'HUITOUKE_BUILD')).toBe('fedcba9876543210');
  });

  it('survives: a value only the merchant has, given once', async () => {
    shop.variables.HUITOUKE_PAY_V3 = payKeys();
    await shop.deploy();
    const given = shop.variables.HUITOUKE_PAY_V3;
    delete shop.variables.HUITOUKE_PAY_V3;
    shop.build({ build: 'fedcba9876543210' });
    await shop.deploy();
    expect(shop.variable('shopper', 'HUITOUKE_PAY_V3')).toBe(given);
    expect(shop.variable('partner', 'HUITOUKE_PAY_V3')).toBeUndefined();
  });

  it('survives: indexes nobody declared, and functions and collections of others', async () => {
    await shop.deploy();
    const ledger = shop.cloud.collections.get('ledger');
    ledger?.indexes.push({ Name: 'by_hand', Keys: [direction('points', '1')], Unique: false });
    shop.cloud.collections.set('others', { acl: 'READONLY', count: 3, indexes: [] });
    shop.stub.calm();
    const { code } = await shop.deploy('--prune');
    expect([code, writesOf(shop)]).toEqual([0, []]);
    expect(shop.cloud.collections.get('others')?.acl).toBe('READONLY');
  });
});

const direction = (Name: string, Direction: string) => ({ Name, Direction });
