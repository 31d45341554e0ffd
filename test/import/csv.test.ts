import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../shared/import/csv.ts';
import { decodeText } from '../../shared/import/decode-text.ts';

const TEXT = '学号,姓名\r\n2023001,赵一\r\n';
const utf8 = new TextEncoder().encode(TEXT);

function utf16(littleEndian: boolean, mark: boolean, content = TEXT): Uint8Array {
  const text = (mark ? '\uFEFF' : '') + content;
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return bytes;
}

/** Bytes of the characters that GB18030 writes with two, as the platform reads them; it writes no GB18030 itself. */
function gb18030Bytes(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030');
  const leads = Array.from({ length: 0xfe - 0x81 + 1 }, (_, at) => 0x81 + at);
  const trails = Array.from({ length: 0xfe - 0x40 + 1 }, (_, at) => 0x40 + at).filter((trail) => trail !== 0x7f);
  return new Map(
    leads.flatMap((lead) =>
      trails.map((trail) => [decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]] as const),
    ),
  );
}

describe('the text of a .csv file', () => {
  it.each([
    ['UTF-8', utf8, 'utf-8'],
    ['UTF-8 with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8), 'utf-8'],
    // 学号,姓名\r\n2023001,赵一\r\n as WPS and 教务 write it.
    [
      'GB18030',
      Uint8Array.from([
        ...[0xd1, 0xa7, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0d, 0x0a],
        ...[0x32, 0x30, 0x32, 0x33, 0x30, 0x30, 0x31, 0x2c, 0xd5, 0xd4, 0xd2, 0xbb, 0x0d, 0x0a],
      ]),
      'gb18030',
    ],
    ['UTF-16 LE with a mark', utf16(true, true), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16(false, true), 'utf-16be'],
    ['UTF-16 LE', utf16(true, false), 'utf-16le'],
    ['UTF-16 BE', utf16(false, false), 'utf-16be'],
  ])('%s', (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text: TEXT, encoding });
  });

  it('is the same in every encoding, whatever names it holds', () => {
    const known = gb18030Bytes();
    const names = [...known.keys()].filter((character) => /^\p{Script=Han}$/u.test(character));
    expect(names.length).toBeGreaterThan(20_000);
    const name = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 5 }).map((all) => all.join(''));
    const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
      'utf-8': (text) => new TextEncoder().encode(text),
      'utf-8 with a mark': (text) => new TextEncoder().encode(`\uFEFF${text}`),
      gb18030: (text) => Uint8Array.from([...text].flatMap((one) => known.get(one) ?? [one.charCodeAt(0)])),
      'utf-16le': (text) => utf16(true, false, text),
      'utf-16le with a mark': (text) => utf16(true, true, text),
      'utf-16be': (text) => utf16(false, false, text),
      'utf-16be with a mark': (text) => utf16(false, true, text),
    };
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), (all) => {
        const text = ['学号,姓名', ...all.map((one, at) => `2023${at},${one}`), ''].join('\r\n');
        for (const [encoding, encode] of Object.entries(encodings))
          expect(decodeText(encode(text)), encoding).toEqual({ text, encoding: encoding.split(' ')[0] });
      }),
      { numRuns: 200 },
    );
  });

  it('is no text where it is none', () => {
    expect(decodeText(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0, 0, 0xff, 0xff))).toBeNull();
  });

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const decoded = decodeText(bytes);
        if (decoded !== null) readCsv(decoded.text);
      }),
    );
  });
});

describe('the fields of a .csv file', () => {
  it.each([
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\r\n"x;""y""";2\r\n',
      [
        ['a', 'b'],
        ['x;"y"', '2'],
      ],
    ],
    [
      'a\tb\r"1\n2"\t',
      [
        ['a', 'b'],
        ['1\n2', ''],
      ],
    ],
    ['sep=;\r\na;b,c\r\n', [['a', 'b,c']]],
    ['="0012",\'0034,\'x\n', [['0012', '0034', "'x"]]],
  ])('%j', (text, rows) => {
    expect(readCsv(text)).toEqual({ rows });
  });

  it('tells the row of a quotation mark that is never closed', () => {
    expect(readCsv('a,b\n1,"2\n3,4')).toEqual({ openQuoteInRow: 2 });
  });

  it('reads back what is written by the rules', () => {
    const plain = fc.string({ maxLength: 8 }).filter((text) => !/^=\s*"|^'\d/.test(text));
    fc.assert(
      fc.property(fc.array(fc.array(plain, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
        const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;
        // Told, because a guess may fall on what stands inside the marks.
        const text = `sep=,\r\n${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}`;
        expect(readCsv(text)).toEqual({ rows });
      }),
    );
  });
});
