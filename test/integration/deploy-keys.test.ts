/** Secrets made by a deployment, and the turn of the keys that seal: never two truths, never a word of them printed twice. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Scene } from '../setup/tencent/scene';
import { DeployScript } from '../setup/tencent/script';
import { ENVIRONMENT } from '../setup/tencent/stub';

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

const ringOf = (name: string) => shop.variable(name, 'HUITOUKE_FIELD_KEYS');
const idsOf = (ring = '') => ring.split(',').map((one) => one.split(':')[0]);

describe('secrets of a new shop', () => {
  it('are made once, are the same in all functions, and are kept where only the owner may read', async () => {
    const { code, printed } = await shop.deploy();
    expect(code).toBe(0);
    const secret = shop.variable('shopper', 'HUITOUKE_SECRET') ?? '';
    expect(Buffer.from(secret, 'base64url').length).toBeGreaterThanOrEqual(32);
    for (const { variables } of shop.cloud.functions.values()) expect(variables.HUITOUKE_SECRET).toBe(secret);
    expect(idsOf(ringOf('shopper'))).toEqual(['k1']);
    expect(ringOf('timer')).toBe(ringOf('shopper'));
    expect(ringOf('partner')).toBeUndefined();

    expect(shop.keptKeys()).toContain(secret);
    const file = join(shop.home, '.deploy', `${ENVIRONMENT}.keys.json`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(printed).toContain(`${ENVIRONMENT}.keys.json`);
  });

  // The scene itself fails on any printed secret that was there before the run.
  it('are never made again and never printed again', async () => {
    await shop.deploy();
    const made = [shop.variable('timer', 'HUITOUKE_SECRET'), ringOf('timer'), shop.keptKeys()];
    shop.build({ build: 'fedcba9876543210' });
    for (const args of [['--dry-run'], ['--yes'], ['--yes', '--only', 'functions']]) await shop.run(args);
    expect([shop.variable('timer', 'HUITOUKE_SECRET'), ringOf('timer'), shop.keptKeys()]).toEqual(made);
  });

  it('are taken from what a deployment that was cut off has kept', async () => {
    shop.stub.accidents.cutAfterWrites = 1;
    expect((await shop.deploy()).code).toBe(1);
    const kept = shop.keptKeys();
    expect(kept).not.toBeNull();
    shop.stub.calm();
    await shop.deploy();
    expect(shop.keptKeys()).toBe(kept);
    expect(kept).toContain(shop.variable('timer', 'HUITOUKE_SECRET'));
  });
});

describe('turning the keys that seal', () => {
  const turns = () =>
    shop.stub.writes
      .filter(({ action }) => action === 'UpdateFunctionConfiguration')
      .map(({ parameters }) => {
        const { Variables } = parameters.Environment as { Variables: { Key: string; Value: string }[] };
        const ring = Variables.find(({ Key }) => Key === 'HUITOUKE_FIELD_KEYS')?.Value;
        return { name: String(parameters.FunctionName), ids: ring ? idsOf(ring) : [] };
      })
      .filter(({ ids }) => ids.length > 0);

  beforeEach(async () => {
    await shop.deploy();
    shop.stub.calm();
  });

  it('hangs the new key behind the old one everywhere before anybody seals with it', async () => {
    const before = ringOf('timer');
    expect((await shop.deploy('--rotate-field-key')).code).toBe(0);
    for (const name of ['shopper', 'timer']) {
      expect(idsOf(ringOf(name))).toEqual(['k2', 'k1']);
      expect(ringOf(name)).toContain(before);
    }
    const seen = turns();
    const firstInFront = seen.findIndex(({ ids }) => ids[0] === 'k2');
    const behind = seen.slice(0, firstInFront).filter(({ ids }) => ids.includes('k2'));
    expect(behind.map(({ name }) => name).sort()).toEqual(['shopper', 'timer']);
    expect(behind.every(({ ids }) => ids[0] === 'k1')).toBe(true);
    expect(seen.at(-1)).toEqual({ name: 'timer', ids: ['k2', 'k1'] });
  });

  it('is done after one run: the next has nothing to do', async () => {
    await shop.deploy('--rotate-field-key');
    shop.stub.calm();
    expect((await shop.deploy()).code).toBe(0);
    expect(shop.stub.writes).toEqual([]);
  });

  const sealed = (counts: Record<string, number>) => {
    const collections = { members: true, ledger: true, settings: true };
    shop.stub.accidents.invoked = () => ({
      ok: true,
      data: { build: shop.variable('timer', 'HUITOUKE_BUILD'), collections, keys: true, sealed: counts },
    });
  };

  it('takes a key away only when nothing is under it any more', async () => {
    await shop.deploy('--rotate-field-key');
    sealed({ a1: 0, k1: 3, k2: 40 });
    expect((await shop.deploy('--retire-field-key', 'k1')).code).toBe(3);
    expect(idsOf(ringOf('timer'))).toEqual(['k2', 'k1']);
    sealed({ a1: 0, k1: 0, k2: 43 });
    expect((await shop.deploy('--retire-field-key', 'k1')).code).toBe(0);
    expect(idsOf(ringOf('timer'))).toEqual(['k2']);
    expect(idsOf(ringOf('shopper'))).toEqual(['k2']);
  });

  it('never takes away the key that seals', async () => {
    sealed({ a1: 0, k1: 0 });
    const ring = ringOf('timer');
    expect((await shop.deploy('--retire-field-key', 'k1')).code).toBe(3);
    expect(ringOf('timer')).toBe(ring);
  });
});
