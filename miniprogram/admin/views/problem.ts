import type { Action, Problem } from '../../services/cloud';
import { type ProblemView, problemTitle } from '../../views/problem';
import type { Words } from '../../words/index';
import type { AdminWords } from '../words/zh-Hans';

/** What happened and what was not done, in the staff's words. */
export function staffProblem(problem: Problem, words: Words, own: AdminWords): ProblemView {
  const all: { [A in Action]?: string } = own.undone;
  return {
    code: problem.code,
    title: problemTitle(problem, { ...words, problemsHere: own.problems }),
    undone: problem.uncertain ? words.undone.uncertain : (all[problem.action] ?? ''),
    retry: words.states.retry,
  };
}

export function staffSentence(problem: Problem, words: Words, own: AdminWords): string {
  const { title, undone } = staffProblem(problem, words, own);
  return undone ? `${title}${words.card.comma}${undone}` : title;
}
