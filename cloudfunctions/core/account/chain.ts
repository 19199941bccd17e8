/** The chain that a member's entries are: dense from 1, each bound by hash to the one before. Pure. */
import { type Fact, genesis, isIntact } from './entry';
import { balanceOf } from './lots';

export interface Chain {
  /** What is wrong, one sentence each. */
  wrong: string[];
  entries: number;
  points: number;
  growth: number;
  /** Hash of the last entry, or what stands before the first. */
  head: string;
}

/** What an account says about its entries. */
export interface Claim {
  seq: number;
  head: string;
  balance: number;
  growth: number;
}

/** @param facts of one member, in the order of their numbers */
export function walk(memberId: string, facts: readonly Fact[]): Chain {
  const wrong: string[] = [];
  const keys = new Set(facts.map((fact) => fact.key));
  if (keys.size !== facts.length) wrong.push('a key has taken effect twice');
  let [head, points, growth] = [genesis(memberId), 0, 0];
  facts.forEach((fact, index) => {
    if (fact.seq !== index + 1) wrong.push(`entry ${index + 1} is missing`);
    if (fact.prev !== head) wrong.push(`entry ${fact.seq} does not follow the one before`);
    if (!isIntact(fact)) wrong.push(`entry ${fact.seq} was changed`);
    if (balanceOf(fact.moves) !== fact.points) wrong.push(`entry ${fact.seq} moved other points than it says`);
    points += fact.points;
    growth += fact.growth;
    if (fact.balanceAfter !== points) wrong.push(`entry ${fact.seq} names another balance`);
    head = fact.hash;
  });
  return { wrong: [...new Set(wrong)], entries: facts.length, points, growth, head };
}

/** Where an account says otherwise than its entries. */
export function against(chain: Chain, claim: Claim): string[] {
  const wrong: string[] = [];
  if (chain.entries !== claim.seq) wrong.push(`${chain.entries} entries instead of ${claim.seq}`);
  if (chain.head !== claim.head) wrong.push('the last entry is not the head');
  if (chain.points !== claim.balance)
    wrong.push(`the entries sum to ${chain.points}, the balance says ${claim.balance}`);
  if (chain.growth !== claim.growth) wrong.push(`the entries grow by ${chain.growth}, the member by ${claim.growth}`);
  return wrong;
}
