/**
 * Codes for checking in at a store. The staff's screen shows one that lives for a step of the server's clock; the printed
 * one is the scene of a mini-program code and lives until it is printed anew. Both are keyed with the shop's secret, so
 * neither can be made up from a store's id (docs/decisions/0019-codes-for-checking-in-at-the-store.md).
 *
 * Laws: a screen's code proves its own store in its own step, the one before and the one after, and nothing else. A
 * printed code proves its own store at its own number of printing, and nothing else. A guess proves something in one of
 * 2^96 cases.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EpochMs } from '../../../typings/domain';

const SCREEN = /^HTKV\.([A-Za-z0-9][A-Za-z0-9_-]{0,31})\.(\d{1,12})\.([\w-]{16})$/;
/** A scene has at most 32 visible characters and no % (developers.weixin.qq.com, wxacode.getUnlimited). */
const PRINTED = /^v=([\w-]{16})$/;
export const CODE_MAX = 64;

const STEP_MS = 60_000;
/** 96 bits in base64url. */
const MARK = 16;

export interface ScreenCode {
  text: string;
  /** First instant at which the next one is shown. */
  until: EpochMs;
}

/** Number of the printing of a store's code that holds; null while there is none, and then none proves anything. */
export type Printing = (storeId: string) => number | null;

export function screenCodeAt(storeId: string, now: EpochMs, key: Buffer): ScreenCode {
  const step = stepAt(now);
  return { text: screenText(storeId, step, key), until: ((step + 1) * STEP_MS) as EpochMs };
}

export function printedScene(storeId: string, printing: number, key: Buffer): string {
  return `v=${markOf(`printed ${storeId} ${printing}`, key)}`;
}

/** Which of these stores a code proves that somebody stands in; null for a code that proves nothing now. */
export function storeProvedBy(
  code: string,
  stores: readonly string[],
  printing: Printing,
  now: EpochMs,
  key: Buffer,
): string | null {
  const [, named, step] = SCREEN.exec(code) ?? [];
  if (named !== undefined) {
    const near = Math.abs(Number(step) - stepAt(now)) <= 1;
    const proved = near && stores.includes(named) && same(code, screenText(named, Number(step), key));
    return proved ? named : null;
  }
  if (!isPrinted(code)) return null;
  const proves = (id: string) => {
    const held = printing(id);
    return held !== null && same(code, printedScene(id, held, key));
  };
  return stores.find(proves) ?? null;
}

/** The store that a screen's code speaks of, whether it proves that or not. */
export function storeNamedIn(code: string): string | null {
  return SCREEN.exec(code)?.[1] ?? null;
}

/** Whether a code is one that was printed, good or not: only then does the number of printings matter. */
export function isPrinted(code: string): boolean {
  return PRINTED.test(code);
}

function screenText(storeId: string, step: number, key: Buffer): string {
  return `HTKV.${storeId}.${step}.${markOf(`screen ${storeId} ${step}`, key)}`;
}

function markOf(what: string, key: Buffer): string {
  return createHmac('sha256', key).update(what).digest('base64url').slice(0, MARK);
}

function stepAt(now: EpochMs): number {
  return Math.floor(now / STEP_MS);
}

/** In a time that does not tell how much of it was right. */
function same(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
}
