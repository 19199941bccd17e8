import type { Action, Problem, ProblemCode } from '../services/cloud';
import type { PointsWords, Words } from '../words/index';

/** The words of the tabs; those of a subpackage bring along what its own pages can meet. */
type Said = Words & {
  problemsHere?: { [Code in ProblemCode]?: string };
  undoneHere?: { [A in Action]?: string | ((name: string) => string) };
};

/** What happened, what was not done, and how to go on. */
export const NO_PROBLEM: ProblemView = { code: '', title: '', undone: '', retry: '' };

export interface ProblemView {
  code: string;
  title: string;
  undone: string;
  retry: string;
}

/** The phone's own sentence speaks as the pages do; the server's is for codes newer than this phone. */
export function problemTitle(problem: Problem, words: Said): string {
  const all: { [Code in ProblemCode]?: string } = { ...words.problems, ...words.problemsHere };
  const own = all[problem.code];
  return own ?? problem.message;
}

export function problemView(problem: Problem, points: PointsWords, words: Said): ProblemView {
  const all: { [A in Action]?: string | ((name: string) => string) } = {
    ...words.undone,
    ...words.undoneHere,
  };
  const undone = all[problem.action] ?? '';
  const certain = typeof undone === 'function' ? undone(points.name) : undone;
  return {
    code: problem.code,
    title: problemTitle(problem, words),
    undone: problem.uncertain ? words.undone.uncertain : certain,
    retry: words.states.retry,
  };
}

/** In one breath, for the announcer: what happened and what was not done. */
export function problemSentence(problem: Problem, points: PointsWords, words: Said): string {
  const { title, undone } = problemView(problem, points, words);
  return undone ? `${title}${words.card.comma}${undone}` : title;
}
