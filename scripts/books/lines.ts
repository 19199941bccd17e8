/**
 * The books as text, one JSON object a line: what a shop can hand out so that somebody else proves them, without the
 * database and without a word about any person. Its first and its last line say that it is whole.
 */
import * as v from 'valibot';
import { against, type Book, type Fact, walk } from '../../cloudfunctions/core/account';

const whole = v.pipe(v.number(), v.safeInteger());
const account = v.object({
  memberId: v.string(),
  seq: whole,
  head: v.string(),
  balance: whole,
  growth: whole,
});
/** What the check looks at; everything else of a fact is under its hash. */
const fact = v.looseObject({
  key: v.string(),
  seq: whole,
  kind: v.string(),
  points: whole,
  growth: whole,
  balanceAfter: whole,
  moves: v.array(v.looseObject({ points: whole })),
  credited: v.boolean(),
  result: v.looseObject({}),
  prev: v.string(),
  hash: v.string(),
});
const line = v.union([
  v.strictObject({ books: v.literal(1) }),
  v.strictObject({ account }),
  v.strictObject({ fact }),
  v.strictObject({ end: v.strictObject({ accounts: whole, facts: whole }) }),
]);

export const FIRST = JSON.stringify({ books: 1 });

export function linesOf({ member, facts }: Book): string[] {
  const { _id, seq, head, balance, growth } = member;
  return [
    JSON.stringify({ account: { memberId: _id, seq, head, balance, growth } }),
    ...facts.map((each) => JSON.stringify({ fact: each })),
  ];
}

export function lastLine(accounts: number, facts: number): string {
  return JSON.stringify({ end: { accounts, facts } });
}

export interface Verified {
  accounts: number;
  facts: number;
  /** One sentence each. */
  wrong: string[];
}

type Account = v.InferOutput<typeof account>;
/** One side of a merger. */
interface Side {
  memberId: string;
  points: number;
  growth: number;
}

/** Proves an export by itself. */
export async function verify(lines: AsyncIterable<string>): Promise<Verified> {
  const done: Verified = { accounts: 0, facts: 0, wrong: [] };
  const sides = new Map<string, Side[]>();
  let open: { account: Account; facts: Fact[] } | null = null;
  let ended = false;
  let number = 0;
  const close = () => {
    if (open) done.wrong.push(...wrongIn(open.account, open.facts));
    open = null;
  };
  for await (const text of lines) {
    number += 1;
    const read = parsed(text);
    if (!read || ended || 'books' in read !== (number === 1)) {
      done.wrong.push(`line ${number} does not belong there`);
      continue;
    }
    if ('account' in read) {
      close();
      done.accounts += 1;
      open = { account: read.account, facts: [] };
    } else if ('fact' in read) {
      done.facts += 1;
      const entry = read.fact as unknown as Fact;
      if (!open) done.wrong.push(`line ${number} belongs to nobody`);
      else {
        open.facts.push(entry);
        note(sides, open.account.memberId, entry);
      }
    } else if ('end' in read) {
      ended = true;
      if (read.end.accounts !== done.accounts || read.end.facts !== done.facts) done.wrong.push('lines are missing');
    }
  }
  close();
  if (!ended) done.wrong.push('the end is missing');
  done.wrong.push(...unequal(sides));
  return done;
}

function parsed(text: string): v.InferOutput<typeof line> | null {
  try {
    const read = v.safeParse(line, JSON.parse(text));
    return read.success ? read.output : null;
  } catch (noJson) {
    if (noJson instanceof SyntaxError) return null;
    throw noJson;
  }
}

function wrongIn(claimed: Account, facts: readonly Fact[]): string[] {
  const chain = walk(claimed.memberId, facts);
  return [...chain.wrong, ...against(chain, claimed)].map((sentence) => `member ${claimed.memberId}: ${sentence}`);
}

/** Both sides of a merger stand under one key, what came back under that key and `:returned`. */
function note(sides: Map<string, Side[]>, memberId: string, { kind, key, points, growth }: Fact): void {
  if (kind !== 'merge') return;
  const merger = key.replace(/:returned$/, '');
  sides.set(merger, [...(sides.get(merger) ?? []), { memberId, points, growth }]);
}

/** One side alone is a merger on its way. */
function unequal(sides: ReadonlyMap<string, readonly Side[]>): string[] {
  return [...sides].flatMap(([key, all]) => {
    const points = all.reduce((sum, side) => sum + side.points, 0);
    const growth = all.reduce((sum, side) => sum + side.growth, 0);
    return all.length > 1 && (points !== 0 || growth !== 0) ? [`${key}: its sides do not add up to nothing`] : [];
  });
}
