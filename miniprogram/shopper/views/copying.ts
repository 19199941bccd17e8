import { problemView } from '../../views/problem';
import type { PointsWords } from '../../words/index';
import type { CopyState } from '../stores/copying';
import type { PageWords } from '../words/zh-Hans';

/** The copy of one's own data, from the offer to the file. */
export interface CopyingView {
  is: 'idle' | 'running' | 'ready' | 'failed';
  text: string;
  /** What more there is to know. */
  hint: string;
  percent: number;
  share: string;
  /** Of the one button; '' for none. */
  button: string;
}

const KB = 1024;

export function copyingView(state: CopyState, points: PointsWords, words: PageWords): CopyingView {
  const { copying } = words;
  const plain = { hint: '', percent: 0, share: '', button: copying.again };
  switch (state.is) {
    case 'idle':
      return { ...plain, is: 'idle', text: copying.lead, button: copying.start };
    case 'running': {
      const { section, share, rows } = state.progress;
      const percent = Math.round(share * 100);
      const text = copying.running(copying.sections[section], String(rows));
      return { ...plain, is: 'running', text, percent, share: copying.percent(percent), button: copying.cancel };
    }
    case 'ready': {
      const size = copying.kb(String(Math.max(1, Math.round(state.bytes / KB))));
      return { ...plain, is: 'ready', text: copying.ready(size), hint: copying.kept };
    }
    case 'failed': {
      const { title, undone } = problemView(state.problem, points, words);
      return { ...plain, is: 'failed', text: title, hint: undone };
    }
    case 'tooLong':
      return { ...plain, is: 'failed', text: copying.tooLong, button: '' };
    case 'full':
      return { ...plain, is: 'failed', text: copying.saveFailed };
  }
}
