import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sealed } from '../../../cloudfunctions/core/account';
import { audit } from '../../../cloudfunctions/core/account/books';
import { isIntact, rowOf } from '../../../cloudfunctions/core/account/entry';
import { journalOf } from '../../../cloudfunctions/core/account/member';
import { canonical } from '../../../cloudfunctions/platform/ids';
import { member } from '../../faults/simulation/world';

test('the same value has the same canonical text, whatever order its fields come in', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonical(turned)).toBe(canonical(value));
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('an entry that was changed afterwards is not intact', () => {
  const [entry] = journalOf(member('m'));
  if (!entry) throw new Error('a newborn has its first entry');
  const { births: _b, credits: _c, tries: _t, hash: _h, ...rest } = entry;
  const fact = sealed(rest);
  expect(isIntact(fact)).toBe(true);
  expect(isIntact({ ...fact, balanceAfter: 1000 as never })).toBe(false);
  expect(isIntact({ ...fact, because: [] })).toBe(false);
});

test('the books notice a missing entry, a changed row, a wrong balance and lots that do not add up', () => {
  const sound = member('m');
  const rows = journalOf(sound).map((entry) => rowOf('m', entry));
  expect(audit(sound, rows)).toEqual([]);
  expect(audit(sound, [])).toEqual([]);
  const trimmed = { ...sound, journal: {} };
  expect(audit(trimmed, rows)).toEqual([]);
  expect(audit(trimmed, [])).not.toEqual([]);
  const tampered = rows.map((row) => ({ ...row, points: 5 as never }));
  expect(audit(trimmed, tampered).join()).toMatch(/was changed/);
  expect(audit({ ...sound, balance: 5 as never }, rows).join()).toMatch(/the balance says 5/);
  const lot = { from: null, until: '2027-01-31' as never, points: 5 as never };
  expect(audit({ ...sound, lots: [lot] }, rows).join()).toMatch(/lots do not add up/);
  expect(audit({ ...trimmed, head: 'x' }, rows).join()).toMatch(/not the head/);
});
