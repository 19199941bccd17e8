/** A deployment that was cut off is finished by running it again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutAfterEachWrite } from '../setup/tencent/cuts';
import { type Built, smallShop } from '../setup/tencent/dist';
import { DeployScript } from '../setup/tencent/script';

let script: DeployScript;

beforeAll(async () => {
  script = await DeployScript.make();
});
afterAll(() => script.close());

/** Another build with something new in every part. */
function next(): Built {
  const declaration = smallShop();
  const { collections, functions } = declaration;
  collections.ledger?.indexes.push({ name: 'born', keys: { bornAt: 1 } });
  collections.health = { acl: 'ADMINONLY', indexes: [] };
  Object.assign(functions.timer ?? {}, { timer: '0 */5 * * * * *', timeoutS: 50 });
  functions.payment = { timeoutS: 20, memoryMb: 256, openapi: [], httpPath: '/payment', secrets: ['HUITOUKE_SECRET'] };
  return { declaration, build: 'fedcba9876543210' };
}

describe('cut off after each of its writes and run again, a deployment ends as one that was not', () => {
  it('in an empty environment', async () => {
    const { writes, diverged } = await cutAfterEachWrite(script, { after: {} });
    expect(diverged).toEqual([]);
    expect(writes).toBeGreaterThan(10);
  });

  it('when a new version replaces an old one', async () => {
    const { writes, diverged } = await cutAfterEachWrite(script, { before: {}, after: next() });
    expect(diverged).toEqual([]);
    expect(writes).toBeGreaterThan(10);
  });

  it('when the keys that seal are turned', async () => {
    const story = { before: {}, after: {}, args: ['--rotate-field-key'], again: [] };
    const { writes, diverged } = await cutAfterEachWrite(script, story);
    expect(diverged).toEqual([]);
    expect(writes).toBeGreaterThan(2);
  });
});
