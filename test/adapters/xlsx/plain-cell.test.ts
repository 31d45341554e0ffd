import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Grid, newBudget, scanSheet } from '../../../functions/adapters/xlsx/sheet/sheet-scan.ts';

const STRINGS = ['张三', '', '团支书'];

interface Scanned {
  readonly grid: Grid | string;
  readonly styles: readonly (readonly [row: number, column: number, style: number])[];
}

/** With a prefix before every element all cells are read the thorough way. */
function scanned(cells: string, prefix: '' | 'x:'): Scanned {
  const rows = prefix === '' ? cells : cells.replace(/<(\/?)(?=[a-z])/g, `<$1${prefix}`);
  const xml = `<${prefix}worksheet><${prefix}sheetData>${rows}</${prefix}sheetData></${prefix}worksheet>`;
  const styles: [number, number, number][] = [];
  try {
    const grid = scanSheet(xml, { strings: STRINGS, daysToAdd: null }, newBudget(), (...style) => styles.push(style));
    return { grid, styles };
  } catch (error) {
    return { grid: (error as Error).constructor.name, styles };
  }
}

const address = fc
  .oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constantFrom('A', 'B', 'Z', 'AA', 'XFD'), fc.integer({ min: 1, max: 40 })) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('A', 'XFE', 'AAAA', 'a', '$B', ''), fc.constantFrom(0, 1, '02', '')),
    },
    { weight: 1, arbitrary: fc.tuple(fc.constant('A'), fc.constantFrom(1_048_577, '9'.repeat(16))) },
  )
  .map(([letters, row]) => `r="${letters}${row}"`);
const attribute = fc.oneof(
  { weight: 5, arbitrary: address },
  {
    weight: 3,
    arbitrary: fc.constantFrom('t="s"', 't="n"', 't="str"', 't="b"', 't="inlineStr"', 't="inlineStr"', "t='s'", 't=""'),
  },
  { weight: 3, arbitrary: fc.constantFrom('s="3"', 's="12"', 's=""', 's = "4"', 's="5\'', 'cm="1"') },
);
const space = fc.constantFrom(' ', ' ', ' ', ' ', '  ', '\n');
const tag = fc
  .array(fc.tuple(space, attribute), { maxLength: 4 })
  .map((parts) => parts.map(([before, text]) => before + text).join(''));
const number = fc.oneof(
  fc.nat({ max: 3 }).map(String),
  fc.integer().map(String),
  fc.double().map(String),
  fc.constantFrom(
    '007',
    '1e3',
    '',
    ' 1 ',
    '999999999999999',
    '9007199254740993',
    '12345678901234567890123',
    '0000000000000001',
    '٣',
    'x',
  ),
);
const inline = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('', ' xml:space="preserve"', ' '),
      fc.constantFrom('甲', '', ' a&amp;_x0041_ ', '<![CDATA[b]]>'),
    )
    .map(([attributes, text]) => `<is><t${attributes}>${text}</t></is>`),
  fc.constantFrom(
    '<is><t/></is>',
    '<is><r><t>a</t></r></is>',
    '<is><t>a</t><rPh><t>b</t></rPh></is>',
    '<is><t>a</t></is> ',
  ),
);
const inside = fc.oneof(
  { weight: 3, arbitrary: inline },
  { weight: 6, arbitrary: number.map((text) => `<v>${text}</v>`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '<v/>', '<f>A1</f>', '<f>A1</f><v>2</v>', '<v>1</v><v>2</v>', '<v>1</v> '),
  },
);
const cell = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(tag, inside).map(([attributes, inner]) => `<c${attributes}>${inner}</c>`) },
  { weight: 2, arbitrary: tag.map((attributes) => `<c${attributes}/>`) },
  { weight: 1, arbitrary: fc.constantFrom('<c r="B2" t="s"><v>1</v></c >', '<c r="B2"><v>1', '<!-- c -->') },
);

test('a cell is read the same the short way and the thorough way, whatever it looks like', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: cell }, fc.constant('<row r="7">'))), (cells) => {
      expect(scanned(cells.join(''), '')).toEqual(scanned(cells.join(''), 'x:'));
    }),
    { numRuns: 3_000 },
  );
});

test('a string that the list of strings lacks is an error cell, not a blank', () => {
  expect(scanned('<c r="A1" t="s"><v>2</v></c><c r="B1" t="s"><v>3</v></c>', '').grid).toMatchObject({
    rows: [['团支书', { error: '#VALUE!' }]],
  });
});

test('a number of more than fifteen digits is the one that its text means', () => {
  expect(scanned('<c r="A1"><v>7450580596923828125</v></c>', '').grid).toMatchObject({
    rows: [[Number('7450580596923828125')]],
  });
});
