/** Who gains and who loses most: exact, however many members there are, and of a fixed size. Pure. */

export interface Ranked {
  id: string;
  points: number;
}

export interface Ranking {
  gainers: number;
  losers: number;
  /** Most first. */
  gaining: Ranked[];
  losing: Ranked[];
}

export const RANKED = 10;
/** Members are told apart by shares of them, so that one share fits in memory. */
export const BUCKETS = 16;

export function noRanking(): Ranking {
  return { gainers: 0, losers: 0, gaining: [], losing: [] };
}

/** Each member comes once, with the whole of their difference. */
export function ranked(ranking: Ranking, members: Iterable<readonly [id: string, points: number]>): Ranking {
  let { gainers, losers } = ranking;
  const gaining = [...ranking.gaining];
  const losing = [...ranking.losing];
  for (const [id, points] of members) {
    if (points > 0) {
      gainers += 1;
      insert(gaining, { id, points });
    } else if (points < 0) {
      losers += 1;
      insert(losing, { id, points });
    }
  }
  return { gainers, losers, gaining, losing };
}

/** Always the same share for the same member. */
export function bucketOf(memberId: string): number {
  let sum = 0;
  for (let n = 0; n < memberId.length; n += 1) sum = (sum * 31 + memberId.charCodeAt(n)) % 65_521;
  return sum % BUCKETS;
}

/** Members of the same difference are in the order of their ids, so that it does not matter who came first. */
function insert(list: Ranked[], one: Ranked): void {
  const last = list.at(-1);
  if (list.length === RANKED && last && !isBefore(one, last)) return;
  const place = list.findIndex((each) => isBefore(one, each));
  list.splice(place < 0 ? list.length : place, 0, one);
  if (list.length > RANKED) list.pop();
}

function isBefore(a: Ranked, b: Ranked): boolean {
  const [far, near] = [Math.abs(a.points), Math.abs(b.points)];
  return far === near ? a.id < b.id : far > near;
}
