import type { Problem } from '../../services/cloud';
import { type ProblemView, problemSentence, problemView } from '../../views/problem';
import type { Words } from '../../words/index';

/** What the pages here can meet, beside the words of the tabs. */
interface Own {
  undone: Record<string, string>;
  problems: Record<string, string>;
}

/** What happened and what was not done, in the staff's words. */
export function staffProblem(problem: Problem, words: Words, own: Own): ProblemView {
  return problemView(problem, words.points, { ...words, problemsHere: own.problems, undoneHere: own.undone });
}

export function staffSentence(problem: Problem, words: Words, own: Own): string {
  return problemSentence(problem, words.points, { ...words, problemsHere: own.problems, undoneHere: own.undone });
}
