/** A workbook that any spreadsheet opens: whatever is in the cells, it is well-formed and says what was put in. */
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type Sheet, workbook } from '../../../miniprogram/shopper/services/workbook';

const NAMED: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };
const plain = (text: string) => text.replace(/&(lt|gt|amp|quot);/g, (entity) => NAMED[entity] ?? entity);

function partsOf(sheets: readonly Sheet[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unzipSync(workbook(sheets))).map(([path, bytes]) => [path, strFromU8(bytes)]),
  );
}

/** Texts and figures of a sheet, row by row. */
function cellsOf(xml: string): (string | number)[][] {
  return [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c [^>]*>(?:<v>(-?\d+)<\/v>|<is><t[^>]*>(.*?)<\/t><\/is>)<\/c>/gs)].map(([, figure, text]) =>
      figure === undefined ? plain(text ?? '') : Number(figure),
    ),
  );
}

/** What XML 1.0 calls a character. */
const isChar = (point: number) =>
  [9, 10, 13].includes(point) ||
  (point >= 0x20 && point <= 0xd7ff) ||
  (point >= 0xe000 && point <= 0xfffd) ||
  point >= 0x1_0000;
const kept = (text: string) => [...text].filter((character) => isChar(character.codePointAt(0) ?? 0)).join('');

test('what is put into a cell stands in it, letter by letter', () => {
  const cell = fc.oneof(fc.integer(), fc.string({ unit: 'binary', maxLength: 40 }), fc.constant('<a>&"b"</a>\n🐶'));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
      const parts = partsOf([{ name: '明细', head: ['甲', '乙'], rows }]);
      const said = rows.map((row) => row.map((each) => (typeof each === 'number' ? each : kept(each))));
      expect(cellsOf(parts['xl/worksheets/sheet1.xml'] ?? '')).toEqual([['甲', '乙'], ...said]);
    }),
  );
});

test('each sheet has a part, a name of its own, and is declared in the package', () => {
  const sheets = ['资料', '明细/历史', '一'.repeat(40)].map((name) => ({ name, head: ['甲'], rows: [['乙']] }));
  const parts = partsOf(sheets);
  for (const n of [1, 2, 3]) {
    expect(parts[`xl/worksheets/sheet${n}.xml`]).toContain('乙');
    expect(parts['[Content_Types].xml']).toContain(`/xl/worksheets/sheet${n}.xml`);
    expect(parts['xl/_rels/workbook.xml.rels']).toContain(`worksheets/sheet${n}.xml`);
  }
  const names = [...(parts['xl/workbook.xml'] ?? '').matchAll(/sheet name="([^"]*)"/g)].map(([, name]) => name);
  expect(names).toEqual(['资料', '明细 历史', '一'.repeat(31)]);
});

test('a text longer than a cell may be is cut, not refused', () => {
  const parts = partsOf([{ name: '甲', head: ['乙'], rows: [['丙'.repeat(40_000)]] }]);
  expect(cellsOf(parts['xl/worksheets/sheet1.xml'] ?? '')[1]).toEqual(['丙'.repeat(32_767)]);
});
