/** What stops a deployment, with which exit code, and what it has changed by then. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Declaration, smallShop } from '../setup/tencent/dist';
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

/** As declared, with one change. */
function changed(change: (declaration: Declaration) => void): Declaration {
  const declaration = smallShop();
  change(declaration);
  return declaration;
}

/** The code it ends with, having changed nothing. */
async function refused(...args: string[]): Promise<{ code: number; printed: string }> {
  shop.stub.calm();
  const before = shop.stub.contents();
  const ran = await shop.deploy(...args);
  expect(shop.stub.writes.map(({ action }) => action)).toEqual([]);
  expect(shop.stub.contents()).toEqual(before);
  return ran;
}

describe('the platform refuses', () => {
  it.each([
    ['TENCENTCLOUD_SECRETKEY', 'AuthFailure.SignatureFailure'],
    ['TENCENTCLOUD_SECRETID', 'AuthFailure.SecretIdNotFound'],
  ])('a wrong %s: exit 1 with the platform’s code', async (variable, told) => {
    shop.variables[variable] = 'AKIDnobody';
    const { code, printed } = await refused();
    expect(code).toBe(1);
    expect(printed).toContain(told);
    expect(shop.stub.calls).toHaveLength(1);
  });

  it('too many calls at once: waited out', async () => {
    shop.stub.accidents.throttleEvery = 3;
    const { code, printed } = await shop.deploy();
    expect(code, printed).toBe(0);
    expect(shop.stub.calls.filter(({ refused: why }) => why === 'RequestLimitExceeded').length).toBeGreaterThan(10);
    const calm = await Scene.open(script);
    calm.variables.HUITOUKE_SECRET = shop.variable('timer', 'HUITOUKE_SECRET') ?? '';
    calm.variables.HUITOUKE_FIELD_KEYS = shop.variable('timer', 'HUITOUKE_FIELD_KEYS') ?? '';
    await calm.deploy();
    expect(shop.stub.contents()).toEqual(calm.stub.contents());
    await calm.close();
  });

  it('every call for too many at once: exit 1 in the end', async () => {
    shop.stub.accidents.throttleEvery = 1;
    const { code, printed } = await shop.deploy();
    expect(code).toBe(1);
    expect(printed).toContain('RequestLimitExceeded');
  });

  it('a function that takes long is waited for', async () => {
    shop.stub.accidents.readsUnderWay = 5;
    expect((await shop.deploy()).code).toBe(0);
  });

  it('a function that cannot be made: exit 1 with the platform’s reason', async () => {
    shop.stub.accidents.failing.add('shopper');
    const { code, printed } = await shop.deploy();
    expect(code).toBe(1);
    expect(printed).toContain('The image could not be made.');
  });

  it('a permission that does not hold: exit 1 before any function is made', async () => {
    shop.stub.accidents.deafAcl.add('ledger');
    const { code, printed } = await shop.deploy();
    expect(code).toBe(1);
    expect(printed).toContain('ledger');
    expect(shop.cloud.functions.size).toBe(0);
  });

  it('a shop that does not answer its self-check: exit 1', async () => {
    shop.stub.accidents.invoked = () => ({ ok: false, error: { code: 'INTERNAL' } });
    expect((await shop.deploy()).code).toBe(1);
  });

  it('a shop that runs another build than was deployed: exit 1', async () => {
    const data = {
      build: 'ffffffffffffffff',
      collections: { members: true, ledger: true, settings: true },
      keys: true,
    };
    shop.stub.accidents.invoked = () => ({ ok: true, data });
    expect((await shop.deploy()).code).toBe(1);
  });
});

describe('a decision is asked for: exit 3, nothing is changed', () => {
  beforeEach(async () => {
    await shop.deploy();
  });

  it('an index of that name has other keys', async () => {
    const declaration = changed(({ collections }) => {
      collections.ledger = { acl: 'ADMINONLY', indexes: [{ name: 'at', keys: { at: -1 } }] };
    });
    shop.build({ declaration, build: 'fedcba9876543210' });
    const { code, printed } = await refused();
    expect(code).toBe(3);
    expect(printed).toMatch(/ledger.*at/);
  });

  it('an index of that name is not unique', async () => {
    const declaration = changed(({ collections }) => {
      collections.members = { acl: 'ADMINONLY', indexes: [{ name: 'number', keys: { number: 1 }, unique: true }] };
    });
    shop.build({ declaration });
    expect((await refused()).code).toBe(3);
  });

  it('a function was made with another runtime', async () => {
    Object.assign(shop.cloud.functions.get('timer') ?? {}, { runtime: 'Nodejs16.13' });
    const { code, printed } = await refused();
    expect(code).toBe(3);
    expect(printed).toContain('Nodejs16.13');
    expect(printed).toContain('Nodejs20.19');
  });

  it('a retired index is there; --prune drops it, and only what was once declared', async () => {
    const members = shop.cloud.collections.get('members');
    const key = [{ Name: 'x', Direction: '1' }];
    members?.indexes.push({ Name: 'old', Keys: key, Unique: false });
    members?.indexes.push({ Name: 'by_hand', Keys: [{ Name: 'y', Direction: '1' }], Unique: false });
    const declaration = changed(({ collections }) => Object.assign(collections.members ?? {}, { retired: ['old'] }));
    shop.build({ declaration });
    const { code, printed } = await refused();
    expect(code).toBe(3);
    expect(printed).toContain('old');

    expect((await shop.deploy('--prune')).code).toBe(0);
    expect(members?.indexes.map(({ Name }) => Name)).toEqual(['_id_', '_openid_1', 'number', 'by_hand']);
  });

  it('functions hold different secrets', async () => {
    const partner = shop.cloud.functions.get('partner');
    if (partner) partner.variables.HUITOUKE_SECRET = randomBytes(32).toString('base64url');
    const { code, printed } = await refused();
    expect(code).toBe(3);
    expect(printed).toContain('HUITOUKE_SECRET');
  });

  it('functions hold different keys of one name', async () => {
    const timer = shop.cloud.functions.get('timer');
    if (timer) timer.variables.HUITOUKE_FIELD_KEYS = `k1:${randomBytes(32).toString('base64url')}`;
    const { code, printed } = await refused();
    expect(code).toBe(3);
    expect(printed).toContain('HUITOUKE_FIELD_KEYS');
  });

  it('a secret given here is another than the cloud’s', async () => {
    shop.variables.HUITOUKE_SECRET = randomBytes(32).toString('base64url');
    const { code, printed } = await refused();
    expect(code).toBe(3);
    expect(printed).toContain('HUITOUKE_SECRET');
  });
});

describe('a shop without keys, on a machine whose output is kept', () => {
  it('gets no new ones: exit 3; given its keys, it is deployed', async () => {
    shop.variables.CI = 'true';
    expect((await refused()).code).toBe(3);
    expect(shop.keptKeys()).toBeNull();
    shop.variables.HUITOUKE_SECRET = randomBytes(32).toString('base64url');
    shop.variables.HUITOUKE_FIELD_KEYS = `k1:${randomBytes(32).toString('base64url')}`;
    expect((await shop.deploy()).code).toBe(0);
  });
});

describe('HTTP access is switched off', () => {
  it('all else is done and the cure is told; switched on, the next run has the routes left', async () => {
    const { domain } = shop.cloud;
    shop.cloud.domain = null;
    const { code, printed } = await shop.deploy();
    expect(code, printed).toBe(0);
    expect(printed).toContain('HTTP 访问服务');
    expect(shop.cloud.functions.size).toBe(4);
    const alone = await refused('--only', 'http');
    expect(alone.code).toBe(3);
    expect(alone.printed).toContain('HTTP 访问服务');

    shop.cloud.domain = domain;
    shop.stub.calm();
    expect((await shop.deploy()).code).toBe(0);
    expect(shop.stub.writes.map(({ action }) => action)).toEqual(['CreateHTTPServiceRoute']);
  });
});

describe('something is missing or too large here: exit 2, nothing is changed', () => {
  it('a secret of a shop that has members, lost', async () => {
    await shop.deploy();
    for (const { variables } of shop.cloud.functions.values()) delete variables.HUITOUKE_SECRET;
    Object.assign(shop.cloud.collections.get('members') ?? {}, { count: 12 });
    const elsewhere = await sameCloud();
    const { code, printed } = await elsewhere.deploy();
    expect(code).toBe(2);
    expect(printed).toContain('HUITOUKE_SECRET');
    expect(elsewhere.stub.writes).toEqual([]);
    await elsewhere.close();
  });

  it('variables of more than the platform takes', async () => {
    shop.variables.HUITOUKE_PAY_V3 = payKeys(3000);
    const { code, printed } = await refused();
    expect(code).toBe(2);
    expect(printed).toContain('shopper');
  });

  it('a function of more than 1.5 MB when zipped', async () => {
    shop.build({ sources: { shopper: `exports.main = '${randomBytes(1_700_000).toString('base64')}';` } });
    const { code, printed } = await refused();
    expect(code).toBe(2);
    expect(printed).toContain('1.5 MB');
  });

  it.each([
    ['no environment is named', [], '--env'],
    ['an unknown option', ['--force'], '--force'],
    ['an unknown part', ['--only', 'everything'], '--only'],
    ['a version that is none', ['--upload', 'latest'], '--upload'],
  ])('%s', async (name, args, told) => {
    const words = name.startsWith('no environment') ? ['--env', ''] : args;
    const { code, printed } = await refused(...words);
    expect(code).toBe(2);
    expect(printed).toContain(told);
    expect(shop.stub.calls).toEqual([]);
  });

  it.each(['TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY'])('no %s', async (name) => {
    shop.variables[name] = '';
    const { code, printed } = await refused();
    expect(code).toBe(2);
    expect(printed).toContain(name);
    expect(shop.stub.calls).toEqual([]);
  });

  it('an environment of this number does not exist', async () => {
    const { code } = await refused('--env', 'nobody-1a2b3c');
    expect(code).toBe(2);
  });

  it('an address that would send the key in the open', async () => {
    shop.variables.TENCENTCLOUD_API = 'http://tencent.example';
    expect((await refused()).code).toBe(2);
  });
});

/** The same cloud seen from another machine, without what this one keeps. */
async function sameCloud(): Promise<Scene> {
  return Scene.open(script, structuredClone(shop.cloud));
}
