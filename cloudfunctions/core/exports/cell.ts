/**
 * Cells and rows of a list as Excel opens them: UTF-8 with a byte order mark, CRLF, and nothing that it would calculate.
 * Pure.
 */
import Papa from 'papaparse';
import type { Fen } from '../../../typings/domain';

/** A number stays a number; a text that would be a formula becomes one with an apostrophe before it. */
export type Cell = string | number;

/** Before the first row, so that Excel reads UTF-8. */
export const BOM = '\uFEFF';

/** What a spreadsheet takes for the beginning of a formula, full-width variants as well (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Rows as text, each with its end of line. */
export function linesOf(rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '';
  return `${Papa.unparse(rows as Cell[][], { newline: '\r\n', escapeFormulae: FORMULA })}\r\n`;
}

/** Digits that are a name: followed by a tab, which nobody sees and which keeps Excel from rounding them. */
export function exact(name: string): string {
  return /^\d+$/.test(name) ? `${name}\t` : name;
}

/** In yuan, for calculating with it. */
export function yuan(fen: Fen | number): number {
  return fen / 100;
}
