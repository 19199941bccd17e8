/** From the bytes of a file, or pasted text, to its rows. Pure. */
import Papa from 'papaparse';

/** Rows of a file, its header not counted. */
export const ROWS_MAX = 5_000;
export const BYTES_MAX = 2 * 1024 * 1024;
const COLUMNS_MAX = 50;

export interface Line {
  /** Its place in the file as a spreadsheet counts: the header is line 1, unless empty lines stand before it. */
  line: number;
  cells: string[];
}

/**
 * Text of a file as spreadsheets write CSV: UTF-8 with or without byte order mark, UTF-16 with one, otherwise GB18030, which
 * Excel writes in Chinese. Null for what is no text.
 */
export function textOf(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  const text = encoding ? decoded(bytes, encoding) : (decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030'));
  // A workbook or a picture: what stands in no text.
  return text === null || text.includes('\0') ? null : text;
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Comma, tab or semicolon, whichever it is: what is copied from a spreadsheet has tabs. Null for what is no table. */
export function linesOf(text: string): Line[] | null {
  const { data, errors } = Papa.parse<string[]>(text, {
    delimitersToGuess: [',', '\t', ';'],
    // One more than are let in: it says that there are too many. Empty lines count until they are left out.
    preview: (ROWS_MAX + 1) * 2,
  });
  if (errors.some(({ type }) => type === 'Quotes')) return null;
  const lines = data.map((cells, place) => ({ line: place + 1, cells: cells.map(plain) }));
  if (lines.some(({ cells }) => cells.length > COLUMNS_MAX)) return null;
  return lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** Full-width figures are figures, and nothing that is not seen counts. */
function plain(cell: string): string {
  return cell
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .replace(/^'/, '');
}
