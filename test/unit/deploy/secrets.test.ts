import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Found } from '../../../scripts/deploy/model';
import { UsageError } from '../../../scripts/deploy/options';
import { type Given, isUnbegun, settleSecrets } from '../../../scripts/deploy/secrets';
import { accessOf, checkGiven, keep, readKept } from '../../../scripts/deploy/values';
import { readSaid } from '../../../scripts/said';
import { emptyCloud, smallShop } from './cloud';

const wishes = { only: null, prune: false, rotateFieldKey: false, retireFieldKey: null };
const settle = (found: Found, given: Partial<Given> = {}) =>
  settleSecrets(smallShop(), found, {
    given: { said: {}, kept: {}, ...given },
    wishes,
    sealed: null,
    newKey: () => Buffer.alloc(32, 7).toString('base64url'),
  });

function holding(...secrets: (string | undefined)[]): Found {
  const fn = { runtime: 'Nodejs20.19', timeoutS: 20, memoryMb: 256, triggers: [] };
  const functions = Object.fromEntries(
    ['shopper', 'timer', 'partner'].map((name, at) => {
      const variables: Record<string, string> = secrets[at] === undefined ? {} : { SECRET: secrets[at] };
      return [name, { ...fn, variables }];
    }),
  );
  return { ...emptyCloud(), members: 12, functions };
}

describe('a secret', () => {
  it('is made only for a shop that has not begun', () => {
    expect(settle(emptyCloud()).made.SECRET).toBeDefined();
    expect(settle({ ...emptyCloud(), members: 0 }).made.SECRET).toBeDefined();
    for (const found of [holding(), { ...emptyCloud(), members: 1 }, { ...holding(), members: 0 }]) {
      expect(isUnbegun(found)).toBe(false);
      const { made, obstacles } = settle(found);
      expect([made, obstacles.map(({ exit }) => exit)]).toEqual([{}, [2]]);
    }
  });

  it('that one function holds is given to those that lack it', () => {
    const { values, obstacles } = settle(holding('a', undefined, 'a'));
    expect([values.SECRET, obstacles]).toEqual(['a', []]);
  });

  it('that differs between functions, or from the one given here, stops', () => {
    expect(settle(holding('a', 'b')).obstacles.map(({ exit }) => exit)).toEqual([3]);
    expect(settle(holding('a', 'a'), { said: { SECRET: 'b' } }).obstacles.map(({ exit }) => exit)).toEqual([3]);
  });

  it('comes back from what was kept, and never over what the cloud holds', () => {
    expect(settle({ ...emptyCloud(), members: 9 }, { kept: { SECRET: 'kept' } }).values.SECRET).toBe('kept');
    const { values, notes, obstacles } = settle(holding('cloud'), { kept: { SECRET: 'kept' } });
    expect([values.SECRET, notes.length, obstacles]).toEqual(['cloud', 1, []]);
  });
});

describe('what this machine knows', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'huitouke-values-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('keeps what was made for the owner’s eyes alone, beside what was made before', async () => {
    await keep(home, 'shop-1', { SECRET: 'a' });
    chmodSync(join(home, '.deploy/shop-1.keys.json'), 0o644);
    const path = await keep(home, 'shop-1', { RING: 'b' });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ SECRET: 'a', RING: 'b' });
    expect(await readKept(home, 'shop-1')).toEqual({ SECRET: 'a', RING: 'b' });
    expect(await readKept(home, 'shop-2')).toEqual({});
  });

  it('writes over no file of keys that it cannot read', async () => {
    mkdirSync(join(home, '.deploy'));
    writeFileSync(join(home, '.deploy/shop-1.keys.json'), '{"SECRET": "a');
    await expect(keep(home, 'shop-1', { RING: 'b' })).rejects.toThrow(UsageError);
  });

  it('takes JSON out of .env.deploy as it stands there', async () => {
    writeFileSync(join(home, '.env.deploy'), 'A_PAY={"key":"-----BEGIN\\nX"}\nA_QUOTED=\'{"a":1}\'\nA_EMPTY=\n');
    const said = readSaid(home);
    expect(JSON.parse(said.A_PAY ?? '')).toEqual({ key: '-----BEGIN\nX' });
    expect(said.A_QUOTED).toBe('{"a":1}');
    expect('A_EMPTY' in said).toBe(false);
  });

  it('refuses keys that are missing and pay keys that cannot be used, and says nothing of them', () => {
    expect(() => accessOf({})).toThrow(UsageError);
    const bad = JSON.stringify({ mchId: '1900000001', privateKey: 'not-a-pem-but-secret' });
    expect(() => checkGiven({ HUITOUKE_PAY_V3: bad })).toThrow(UsageError);
    expect(() => checkGiven({ HUITOUKE_PAY_V3: bad })).not.toThrow('not-a-pem-but-secret');
    expect(process.env.HUITOUKE_PAY_V3).toBeUndefined();
  });
});
