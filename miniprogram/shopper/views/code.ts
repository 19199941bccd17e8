import type { Problem } from '../../services/cloud';
import { inFours, inSixes } from '../../views/figures';
import { problemTitle } from '../../views/problem';
import type { PointsWords } from '../../words/index';
import type { PageWords } from '../words/zh-Hans';

/** The code as it is held out. */
export interface CodeView {
  digits: string;
  grouped: string;
  goneMs: number;
  periodMs: number;
  bar: string;
  qr: string;
}

export function codeView(
  current: { code: string; from: number; until: number },
  now: number,
  words: PageWords,
): CodeView {
  const grouped = inSixes(current.code);
  return {
    digits: current.code,
    grouped,
    goneMs: Math.round(now - current.from),
    periodMs: current.until - current.from,
    bar: `${words.code.bar} ${grouped}`,
    qr: words.code.qr,
  };
}

/** What stands on the card while there is no code: why, and the number to tell. */
export interface NumberView {
  title: string;
  hint: string;
  label: string;
  number: string;
  /** '' without a network: then it is fetched by itself when the network is back. */
  retry: string;
}

export function numberView(problem: Problem, number: string, words: PageWords): NumberView {
  const offline = problem.code === 'OFFLINE';
  return {
    title: offline ? words.code.spentOffline : problemTitle(problem, words),
    hint: number ? words.code.spentHint : '',
    label: words.code.number,
    number: inFours(number),
    retry: offline ? '' : words.states.retry,
  };
}

export function hintText(points: PointsWords, words: PageWords): string {
  return points.name ? words.code.hint(points.name) : '';
}

/** The native part of the page in the shop's colour; null while the shop is not known. */
export function barColours(colours: Record<string, string>): { frontColor: string; backgroundColor: string } | null {
  const { '--brand': brand, '--on-brand': ink } = colours;
  if (!brand || !ink) return null;
  // The system draws time and battery in black or white only.
  const light = Number.parseInt(ink.slice(1, 3), 16) > 127;
  return { frontColor: light ? '#ffffff' : '#000000', backgroundColor: brand };
}
