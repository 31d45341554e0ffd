import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { withoutPlainRows } from '../../../functions/adapters/xlsx/package/plain-rows.ts';
import { xmlFault } from '../../../functions/adapters/xlsx/package/well-formed.ts';

const PART = 'xl/worksheets/sheet1.xml';

/** Whether a parser that knows no shortcut accepts the whole text. */
function isWellFormed(text: string): boolean {
  try {
    new SaxesParser({ xmlns: true }).write(text).close();
    return true;
  } catch {
    return false;
  }
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '党团“班”协同',
    '😀',
    '&amp;&lt;&gt;&quot;',
    ' \t\n',
    '&',
    '<',
    ']]>',
    '&#10;',
    '\ud800',
    '\uffff',
    '\ufffe',
    '\ufffd：',
    '\u0085',
    '\u0007',
  ),
);
const cell = fc.oneof(
  text.map((some) => `<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">${some}</t></is></c>`),
  fc.double().map((some) => `<c r="AB12" s="0"><v>${some}</v></c>`),
  fc.constantFrom(
    '<c r="A1" s="1"/>',
    '<c r="A1" s="1" t="b"><v>1</v></c>',
    '<c r="A1" t="s" s="1"><v>8290</v></c>',
    '<c r="A1"/>',
    '<c r="A1" t="e"><v>#N/A</v></c>',
    '<c r="A1" s="1" s="1"/>',
    '<c r="A1" t="s" x:s="1"/>',
    '<c r="A1"><f>B1+1</f><v>2</v></c>',
    '<c r="A1" r="A1" s="1"/>',
    '<c/>',
    '<v>1</v>',
  ),
);
const row = fc
  .tuple(
    fc.constantFrom('', ' ht="30" customHeight="1"', ' ht="15.75"', ' spans="1:2" s="1" customFormat="1"', ' r="2"'),
    fc.array(cell, { maxLength: 3 }),
  )
  .map(([attributes, cells]) => `<row r="1"${attributes}>${cells.join('')}</row>`);
const sheet = fc
  .array(row, { maxLength: 4 })
  .chain((rows) =>
    fc
      .constantFrom('', '', '', '<sheetPr/>', '<!--', '<x:sheetPr/>')
      .map((head) => `<worksheet>${head}<sheetData>${rows.join('')}</sheetData><pageMargins left="0.7"/></worksheet>`),
  );

/** One character goes, comes or is another. */
const slip = fc.tuple(fc.nat(), fc.constantFrom('', '<', '>', '&', '"', '/', 'r', ' ', '-', '\u0000'), fc.boolean());

function mangled(whole: string, slips: readonly (readonly [number, string, boolean])[]): string {
  return slips.reduce((xml, [place, character, replaces]) => {
    const at = place % xml.length;
    return xml.slice(0, at) + character + xml.slice(replaces ? at + 1 : at);
  }, whole);
}

test('leaving out plain rows never changes whether a sheet is well formed', () => {
  const verdicts = { good: 0, bad: 0, shortened: 0 };
  fc.assert(
    fc.property(sheet, fc.array(slip, { maxLength: 2 }), (whole, slips) => {
      const xml = mangled(whole, slips).toWellFormed();
      const isGood = isWellFormed(xml);
      expect(xmlFault(PART, Buffer.from(xml)) === null, xml).toBe(isGood);
      verdicts[isGood ? 'good' : 'bad']++;
      const bytes = Buffer.from(xml);
      if (withoutPlainRows(bytes) !== bytes) verdicts.shortened++;
    }),
    { numRuns: 4_000 },
  );
  // All three kinds were among them: otherwise nothing has been shown.
  for (const times of Object.values(verdicts)) expect(times).toBeGreaterThan(100);
});

const left = (xml: string): string => withoutPlainRows(Buffer.from(xml)).toString();

test.each([
  [
    'texts, whatever people type',
    '<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">“😀”\n&lt;3&gt; &amp;&quot;</t></is></c>',
  ],
  ['numbers', '<c r="A1" s="3"><v>-0.30000000000000004</v></c><c r="B1" s="3"><v>1e+21</v></c>'],
  [
    'shared texts, as Excel and hucre write them',
    '<c r="A1" s="3" t="s"><v>8290</v></c><c r="B1" t="s" s="3"><v>1</v></c>',
  ],
  ['empty cells and 是/否', '<c r="XFD1048576" s="3"/><c r="A1" s="3" t="b"><v>0</v></c>'],
])('plain rows with %s need no parser', (_, cells) => {
  const xml = `<worksheet><sheetData><row r="1" ht="30" customHeight="1">${cells}</row></sheetData></worksheet>`;
  expect(left(xml)).toBe('<worksheet><sheetData></sheetData></worksheet>');
});

test('a row of another shape, and all that follow it, are left to the parser', () => {
  const plain = '<row r="1"><c r="A1" s="3"/></row>';
  const other = '<row r="2" x14ac:dyDescent="0.25"><c r="A2" s="3"/></row>';
  expect(left(`<sheetData>${plain}${other}${plain}</sheetData>`)).toBe(`<sheetData>${other}${plain}</sheetData>`);
});

test('a sheet that declares another encoding is decoded as a whole', () => {
  const row = '<row r="1"><c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">你</t></is></c></row>';
  const sheet = (encoding: string) =>
    Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><worksheet><sheetData>${row}</sheetData></worksheet>`);
  expect(xmlFault(PART, sheet('utf-8'))).toBeNull();
  // These bytes are no text in GBK.
  expect(xmlFault(PART, sheet('gbk'))).toContain(PART);
});

test('what stands in a comment is no row', () => {
  const row = '<row r="1"><c r="A1" t="inlineStr"><is><t>--</t></is></c></row>';
  expect(xmlFault(PART, Buffer.from(`<worksheet><!--<sheetData>${row}--></worksheet>`))).not.toBeNull();
});
