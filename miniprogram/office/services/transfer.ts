/** Troubles with lists and imports, in the staff's words. */
import type { Words } from '../../words/index';
import { staffProblem, staffSentence } from '../views/problem';
import { staffWords } from '../words/index';
import { transferWords } from '../words/transfer/index';
import type { Problem } from './staff';

function own() {
  const [all, here] = [staffWords(), transferWords()];
  return { ...all, undone: { ...all.undone, ...here.undone }, problems: { ...all.problems, ...here.problems } };
}

export function transferProblem(problem: Problem, words: Words) {
  return staffProblem(problem, words, own());
}

/** A file that could not be read says why. */
export function transferSentence(problem: Problem, words: Words): string {
  const { unreadable, tooMany } = transferWords();
  if (problem.code === 'FILE_UNREADABLE')
    return unreadable[String(problem.details?.reason) as keyof typeof unreadable] ?? unreadable.text;
  if (problem.code === 'TOO_MANY' && problem.action === 'imports.check') return tooMany;
  return staffSentence(problem, words, own());
}
