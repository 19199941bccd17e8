/** Every run of a scenario that deviates at most so often from "one process after the other, nothing fails". */
import type { Deviation, Ending } from './schedule';

export interface Explored {
  runs: number;
  longest: number;
}

/**
 * @param run plays the scenario from its beginning with these deviations and throws when a law is broken
 * @param depth how many deviations a run may have at most
 * @param every of the runs with the most deviations, only each n-th: keeps the test short, and is always the same choice
 */
export async function explore(
  run: (deviations: Deviation[]) => Promise<Ending>,
  depth: number,
  every = 1,
): Promise<Explored> {
  const explored = { runs: 0, longest: 0 };
  let candidate = 0;
  const visit = async (deviations: Deviation[]): Promise<void> => {
    let ending: Ending;
    try {
      ending = await run(deviations);
    } catch (broken) {
      throw new Error(`${JSON.stringify(deviations)}: ${broken instanceof Error ? broken.message : broken}`, {
        cause: broken,
      });
    }
    explored.runs += 1;
    explored.longest = Math.max(explored.longest, ending.choices.length);
    if (deviations.length === depth) return;
    const from = (deviations.at(-1)?.step ?? -1) + 1;
    for (const choice of ending.choices.slice(from).flat()) {
      candidate += 1;
      if (deviations.length + 1 === depth && candidate % every !== 0) continue;
      await visit([...deviations, choice]);
    }
  };
  await visit([]);
  return explored;
}
