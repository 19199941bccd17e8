/**
 * A workbook of plain sheets (Office Open XML), as WeChat's own viewer and any spreadsheet open it. Cells are texts and
 * whole numbers, written in place; the first row of each sheet is its head and stays while one scrolls.
 */
import { zipSync } from 'fflate';

export type Cell = string | number;

export interface Sheet {
  name: string;
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** A cell holds so many characters and no more. */
const CELL_MAX = 32_767;
/** Width of columns, characters: the narrowest, the widest. */
const WIDTH = { least: 8, most: 44 };
/** Rows that are looked at for the width. */
const SAMPLE = 200;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': `${DECLARED}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': book(sheets),
    'xl/_rels/workbook.xml.rels': bookRelations(sheets.length),
    'xl/styles.xml': STYLES,
  };
  sheets.forEach((sheet, place) => {
    files[`xl/worksheets/sheet${place + 1}.xml`] = sheetXml(sheet);
  });
  const zipped: Record<string, Uint8Array> = {};
  for (const [path, text] of Object.entries(files)) zipped[path] = utf8(text);
  return zipSync(zipped, { level: 6 });
}

function contentTypes(count: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const sheets = numbers(count)
    .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`)
    .join('');
  return `${DECLARED}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${sheets}</Types>`;
}

function book(sheets: readonly Sheet[]): string {
  const list = sheets
    .map(({ name }, place) => `<sheet name="${sheetName(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`)
    .join('');
  return `${DECLARED}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${list}</sheets></workbook>`;
}

function bookRelations(count: number): string {
  const sheets = numbers(count)
    .map((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
    .join('');
  const styles = `<Relationship Id="rId${count + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/>`;
  return `${DECLARED}<Relationships xmlns="${PACKAGE}/relationships">${sheets}${styles}</Relationships>`;
}

/** 0 as it is, 1 bold for heads, 2 wrapped for long texts. */
const STYLES = `${DECLARED}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf fontId="0" xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/><xf fontId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

function sheetXml({ head, rows }: Sheet): string {
  const columns = head
    .map((title, column) => {
      const cells = rows.slice(0, SAMPLE).map((row) => breadth(String(row[column] ?? '')));
      const width = Math.min(WIDTH.most, Math.max(WIDTH.least, breadth(title) + 2, ...cells.map((each) => each + 2)));
      return `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`;
    })
    .join('');
  const lines = [rowXml(head, 1, 1), ...rows.map((row, place) => rowXml(row, place + 2, 2))].join('');
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return `${DECLARED}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><cols>${columns}</cols><sheetData>${lines}</sheetData></worksheet>`;
}

function rowXml(cells: readonly Cell[], row: number, style: number): string {
  return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, `${letter(column)}${row}`, style)).join('')}</row>`;
}

function cellXml(cell: Cell, at: string, style: number): string {
  if (typeof cell === 'number') return `<c r="${at}" s="${style}"><v>${cell}</v></c>`;
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, CELL_MAX))}</t></is></c>`;
}

/** A, B, … Z: no sheet has more columns. */
function letter(column: number): string {
  return String.fromCharCode(65 + column);
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place + 1);
}

/** Without what the format forbids in a sheet's name, and no longer than it allows. */
function sheetName(name: string): string {
  return escaped(name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31));
}

/** Characters of Chinese are two wide. */
function breadth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u00ff' ? 2 : 1), 0);
}

function escaped(text: string): string {
  return [...text]
    .filter((character) => isXml(character.codePointAt(0) ?? 0))
    .join('')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** Controls and halves of characters are no XML, whatever was pasted into a name. Source: XML 1.0, Char. */
function isXml(point: number): boolean {
  if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd;
  return point < 0xd800 || (point > 0xdfff && point < 0xfffe) || point > 0xffff;
}

/** Phones have no TextEncoder, and what fflate 0.8.3 does without one spoils every character beyond U+FFFF. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  const tail = (point: number, shift: number) => 0x80 | ((point >> shift) & 0x3f);
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point, 0));
    else if (point < 0x1_0000) bytes.push(0xe0 | (point >> 12), tail(point, 6), tail(point, 0));
    else bytes.push(0xf0 | (point >> 18), tail(point, 12), tail(point, 6), tail(point, 0));
  }
  return Uint8Array.from(bytes);
}
