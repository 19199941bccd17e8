import { expect, test } from 'vitest';
import { type Book, journalOf, walk } from '../../../cloudfunctions/core/account';
import { FIRST, lastLine, linesOf, verify } from '../../../scripts/books/lines';
import { member } from '../../faults/simulation/world';

function bookOf(id: string): Book {
  const born = member(id);
  return {
    member: born,
    facts: journalOf(born).map(({ births: _b, credits: _c, tries: _t, ...fact }) => fact),
    wrong: [],
  };
}

async function verified(lines: readonly string[]) {
  async function* given() {
    yield* lines;
  }
  return verify(given());
}

const [one, two] = [bookOf('a'), bookOf('b')];
const whole = [FIRST, ...linesOf(one), ...linesOf(two), lastLine(2, 2)];

test('an export of whole chains is proven by itself', async () => {
  expect(await verified(whole)).toEqual({ accounts: 2, facts: 2, wrong: [] });
});

test('anything cut, added, moved to another member or out of form is named', async () => {
  const [first = '', account = '', fact = '', ...rest] = whole;
  expect((await verified([first, account, ...rest])).wrong).toEqual(
    expect.arrayContaining(['member a: 0 entries instead of 1', 'lines are missing']),
  );
  expect((await verified([first, fact, account, ...rest])).wrong.join()).toMatch(/line 2 belongs to nobody/);
  expect((await verified([...whole, account])).wrong.join()).toMatch(/line 6 |line 7 /);
  expect((await verified([])).wrong).toEqual(['the end is missing']);
  for (const odd of ['', 'x', '[]', '{"account":{}}', '{"fact":{"moves":7}}', '{"end":{"accounts":"2","facts":2}}'])
    expect((await verified([first, odd, ...whole.slice(1)])).wrong).toContain('line 2 does not belong there');
  // A whole chain under another name does not begin with that name.
  const renamed = account.replace('"memberId":"a"', '"memberId":"c"');
  expect((await verified([first, renamed, fact, ...rest])).wrong).toContain(
    'member c: entry 1 does not follow the one before',
  );
});

test('a chain without entries ends where it begins', () => {
  expect(walk('a', [])).toMatchObject({ wrong: [], entries: 0, points: 0, growth: 0, head: one.facts[0]?.prev });
});
