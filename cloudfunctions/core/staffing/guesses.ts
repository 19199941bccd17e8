/** Codes that may be guessed: a wrong one uses up a turn of the one who guesses, and of all of them together. */
import type { Environment } from '../../platform/environment';
import { digest } from '../../platform/ids';
import { giveTurnBack, type Turns, takeTurn, turnsOfMinute } from '../tallies';

/** Wrong codes a minute. */
const EACH = 5;
/** Of everybody: high enough that nobody keeps an owner out by guessing on. */
const ALL = 60;

export interface Guess {
  allowed: boolean;
  /** To be called when the code was right. */
  right(): Promise<void>;
}

export async function guess(env: Environment, what: 'setup' | 'invite', openid: string): Promise<Guess> {
  const own = turnsOfMinute(`guess:${what}:${digest(openid)}`, env.now, EACH);
  const all = turnsOfMinute(`guess:${what}`, env.now, ALL);
  const taken = (await takeTurn(env.store, own)) && (await takeTurn(env.store, all));
  const back = (turns: Turns) => giveTurnBack(env.store, turns);
  return { allowed: taken, right: async () => void (await Promise.all([back(own), back(all)])) };
}
