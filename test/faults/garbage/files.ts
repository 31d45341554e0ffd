import { crc32, deflateRawSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Random } from './random.ts';

/** Mangled files: what stands on a disk after a broken download, a hostile hand or another program. */

type Parts = Record<string, Uint8Array>;

const ODD_VALUES = [
  '',
  '-1',
  '0',
  '1e999',
  '-1e999',
  'NaN',
  'Infinity',
  '4294967296',
  '99999999999999999999',
  '0x7fffffff',
  'XFD1048576',
  'XFE1048577',
  'A0',
  'ZZZZZZ99999999999',
  '1:1048576',
  'A1:XFD1048576',
  '&lt;f>1+1&lt;/f>',
  '&#0;',
  '&#xD800;',
  '&#x110000;',
  '&evil;',
  '&amp'.repeat(50),
  '_x0000_',
  '_xD83D_',
  '\u0000\u0001\u000b',
  '../../../../etc/passwd',
  '/dev/zero',
  'file:///etc/passwd',
  'http://evil.example/x.xml',
  '长'.repeat(40_000),
];
const ODD_ELEMENTS = [
  '<c r="A1" t="s"><v>-1</v></c>',
  '<c r="A1" t="s"><v>1e9</v></c>',
  '<c r="A1048577"><v>1</v></c>',
  '<c t="e"><v>#REF!</v></c>',
  '<c t="d"><v>9999-99-99T99:99:99</v></c>',
  '<c t="x"><v>1</v></c>',
  '<c r="A2"><f>HYPERLINK("http://evil.example/")</f></c>',
  '<row r="0"><c r="A0"><v>1</v></c></row>',
  '<row r="-5"/>',
  '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
  '<mergeCells><mergeCell ref="B9:A1"/><mergeCell/></mergeCells>',
  '<!-- <sheetData> -->',
  '<![CDATA[<c><v>1</v></c>]]>',
  '<?evil?>',
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
  '</sheetData>',
  '<sheetData>',
  `${'<x>'.repeat(3000)}`,
  '<sheet name="组织" sheetId="1" r:id="rId1"/>',
  '<definedName name="_xlnm._FilterDatabase" localSheetId="999">#REF!</definedName>',
  '<workbookPr date1904="1"/>',
  '<Relationship Id="rId1" Type="x" Target="http://evil.example/" TargetMode="External"/>',
];

function mangledXml(xml: string, random: Random): string {
  let text = xml;
  for (let left = 1 + random.below(4); left > 0; left--) {
    const at = random.below(text.length + 1);
    const next = (mark: string): number => Math.max(text.indexOf(mark, at), 0);
    switch (random.below(9)) {
      case 0:
        text = text.slice(0, at);
        break;
      case 1:
        text = text.slice(0, at) + text.slice(at + random.below(200));
        break;
      case 2:
        text = text.slice(0, next('<')) + random.pick(ODD_ELEMENTS) + text.slice(next('<'));
        break;
      case 3: {
        const from = next('="') + 2;
        text = text.slice(0, from) + random.pick(ODD_VALUES) + text.slice(Math.max(text.indexOf('"', from), from));
        break;
      }
      case 4: {
        const from = next('>') + 1;
        text = text.slice(0, from) + random.pick(ODD_VALUES) + text.slice(Math.max(text.indexOf('<', from), from));
        break;
      }
      case 5:
        text = text.slice(0, at) + text.slice(at, at + random.below(3000)).repeat(1 + random.below(4)) + text.slice(at);
        break;
      case 6: {
        const to = text.indexOf('>', at);
        text = to < 0 ? text : text.slice(0, next('<')) + text.slice(to + 1);
        break;
      }
      case 7:
        text = text.slice(0, at) + String.fromCharCode(random.below(0x10000)) + text.slice(at + random.below(2));
        break;
      default:
        text = text.replaceAll(
          random.pick(['sheetData', 'r="', '</c>', ' t="s"', 'xmlns', '<v>', 'rId']),
          random.pick(['', 'x', '<']),
        );
    }
  }
  return text;
}

function mangledPackage(parts: Parts, random: Random): Buffer {
  const next: Parts = { ...parts };
  const names = Object.keys(next);
  for (let left = 1 + random.below(2); left > 0; left--) {
    const name = random.pick(names);
    const kind = random.below(12);
    if (kind === 0) delete next[name];
    else if (kind === 1) next[name] = new Uint8Array(random.below(50));
    else if (kind === 2) next[name] = parts[random.pick(names)] as Uint8Array;
    else if (kind === 3)
      next[random.pick(['../x.xml', '/etc/passwd', 'xl\\workbook.xml', name.toUpperCase(), '', '__proto__'])] =
        strToU8('<x/>');
    else if (/\.(xml|rels|vml)$/.test(name))
      next[name] = strToU8(mangledXml(strFromU8(parts[name] as Uint8Array), random));
  }
  return Buffer.from(zipSync(next, { level: random.pick([0, 1]) }));
}

function mangledBytes(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.below(copy.length);
  switch (random.below(7)) {
    case 0:
      return copy.subarray(0, at);
    case 1:
      return copy.subarray(at);
    case 2:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at + 1 + random.below(100))]);
    case 3:
      return Buffer.concat([copy.subarray(0, at), copy]);
    case 4:
      copy.fill(random.pick([0, 0xff]), at, Math.min(copy.length, at + random.below(500)));
      return copy;
    case 5: {
      // The directory at the end says where everything is: lies there do most.
      const tail = Math.max(0, copy.length - 1 - random.below(600));
      for (let left = 1 + random.below(8); left > 0; left--)
        copy[Math.min(copy.length - 1, tail + random.below(40))] = random.pick([
          0,
          1,
          0x7f,
          0x80,
          0xff,
          random.below(256),
        ]);
      return copy;
    }
    default:
      for (let left = 1 + random.below(20); left > 0; left--) copy[random.below(copy.length)] = random.below(256);
      return copy;
  }
}

/** One mangled file out of a good one. */
export function mangledFile(good: Buffer, random: Random): Buffer {
  return random.chance(0.3) ? mangledBytes(good, random) : mangledPackage(unzipSync(new Uint8Array(good)), random);
}

interface Entry {
  readonly name: string;
  readonly packed: Buffer;
  /** What the archive says, true or not. */
  readonly size: number;
  readonly crc: number;
}

/** An archive of entries that are packed already: one bomb, packed once, can stand in it under many names. */
function archiveOf(...entries: readonly Entry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, size, crc } of entries) {
    const raw = Buffer.from(name);
    const head = (isCentral: boolean): Buffer => {
      const bytes = Buffer.alloc(isCentral ? 46 : 30);
      let at = bytes.writeUInt32LE(isCentral ? 0x02014b50 : 0x04034b50, 0);
      if (isCentral) at = bytes.writeUInt16LE(20, at);
      at = bytes.writeUInt16LE(20, at);
      at = bytes.writeUInt16LE(0, at);
      at = bytes.writeUInt16LE(8, at) + 4;
      at = bytes.writeUInt32LE(crc, at);
      at = bytes.writeUInt32LE(packed.length, at);
      at = bytes.writeUInt32LE(size, at);
      bytes.writeUInt16LE(raw.length, at);
      if (isCentral) bytes.writeUInt32LE(offset, 42);
      return bytes;
    };
    directory.push(head(true), raw);
    bodies.push(head(false), raw, packed);
    offset += 30 + raw.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

function entryOf(name: string, contents: Uint8Array): Entry {
  return { name, packed: deflateRawSync(contents, { level: 1 }), size: contents.length, crc: crc32(contents) };
}

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const utf16 = (xml: string): Buffer => Buffer.from(`\ufeff${xml}`, 'utf16le');

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const sheetOf = (rows: string, tail = ''): string =>
  `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${tail}</worksheet>`;

/** Files that are extreme in one way, by what they are; each is made only when asked for, some are large. */
export function extremeFiles(good: Buffer): Readonly<Record<string, () => Buffer>> {
  const parts = unzipSync(new Uint8Array(good));
  const sheet = Object.keys(parts).find((name) => name.startsWith('xl/worksheets/sheet')) as string;
  const withSheet = (xml: string): Buffer => Buffer.from(zipSync({ ...parts, [sheet]: strToU8(xml) }, { level: 1 }));
  const withBook = (inside: string): Buffer => withPart('xl/workbook.xml', '</sheets>', inside);
  const withStyles = (inside: string): Buffer => withPart('xl/styles.xml', '<cellXfs', `${inside}<cellXfs`);
  const withPart = (name: string, mark: string, inside: string): Buffer => {
    const xml = strFromU8(parts[name] as Uint8Array);
    const at = xml.indexOf(mark);
    const after = mark.startsWith('</') ? at + mark.length : at;
    const rest = mark.startsWith('</') ? after : at + mark.length;
    return Buffer.from(
      zipSync({ ...parts, [name]: strToU8(xml.slice(0, after) + inside + xml.slice(rest)) }, { level: 1 }),
    );
  };
  const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  return {
    'no bytes': () => Buffer.alloc(0),
    'one byte': () => Buffer.from('P'),
    'a text': () => Buffer.from('学号,姓名\n1,张三\n'),
    'a web page': () => Buffer.from('<html><body>登录</body></html>'),
    'a web page that calls itself a workbook': () =>
      Buffer.from(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>学号</td></tr></table></html>',
      ),
    'a text with a byte order mark': () => Buffer.from('\ufeff学号\t姓名\r\n'),
    'an .xls': () => Buffer.concat([OLE, Buffer.alloc(4096), Buffer.from('Workbook', 'utf16le'), Buffer.alloc(4096)]),
    'an encrypted file': () =>
      Buffer.concat([OLE, Buffer.alloc(1024), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(4096)]),
    'a container cut off after its mark': () => OLE,
    'a picture': () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500)]),
    'a .pdf': () => Buffer.from('%PDF-1.7\n%%EOF'),
    'a .rar': () => Buffer.concat([Buffer.from('526172211a0700', 'hex'), Buffer.alloc(500)]),
    'a text document': () => Buffer.from(zipSync({ ...parts, 'word/document.xml': strToU8('<w/>') })).subarray(0, -1),
    'an .xlsb': () =>
      Buffer.from(zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.bin': new Uint8Array(50) })),
    'with macros': () => Buffer.from(zipSync({ ...parts, 'xl/vbaProject.bin': new Uint8Array(5000).fill(7) })),
    'parts in UTF-16': () => Buffer.from(zipSync({ ...parts, [sheet]: utf16(strFromU8(parts[sheet] as Uint8Array)) })),
    'an .ods': () => Buffer.from(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') })),
    'an empty archive': () => Buffer.from(zipSync({})),
    'a zip bomb that tells': () => archiveOf(entryOf('xl/workbook.xml', Buffer.alloc(300 << 20))),
    'a zip bomb that lies': () => archiveOf({ ...entryOf('[Content_Types].xml', Buffer.alloc(300 << 20)), size: 100 }),
    'a zip bomb of sheets': () => {
      const bomb = entryOf('', strToU8(sheetOf(`<!--${' '.repeat(100 << 20)}-->`)));
      return archiveOf(
        ...Object.entries(parts).map(([name, bytes]) =>
          name.startsWith('xl/worksheets/sheet') ? { ...bomb, name } : entryOf(name, bytes),
        ),
      );
    },
    'entities in entities': () =>
      withSheet(
        `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}">${'bcdefgh'.replace(/./g, (name, at: number) => `<!ENTITY ${name} "${`&${'abcdefgh'[at]};`.repeat(10)}">`)}]>${sheetOf(`<row>${text('&h;')}</row>`)}`,
      ),
    'a million cells without attributes': () => withSheet(sheetOf('<row><c><v>1</v></c></row>'.repeat(1_000_000))),
    'cells whose ends have a space': () => withSheet(sheetOf('<row><c r="A1"><v>1</v></c ></row>'.repeat(300_000))),
    'merges that never end': () => withSheet(`${sheetOf('')}<mergeCells>${'<mergeCell '.repeat(500_000)}`),
    'every cell a formula': () => withSheet(sheetOf('<row><c><f>A1+1</f></c></row>'.repeat(50_000))),
    'every cell an error': () => withSheet(sheetOf('<row><c t="e"><v>#REF!</v></c></row>'.repeat(50_000))),
    'every heading doubled': () =>
      withSheet(
        sheetOf(`<row>${['学号', '姓名', '班级'].map((heading) => text(heading).repeat(5000)).join('')}</row>`),
      ),
    'a hundred thousand names': () =>
      withBook(
        `<definedNames>${Array.from({ length: 100_000 }, (_, at) => `<definedName name="n${at}">A1</definedName>`).join('')}</definedNames>`,
      ),
    'a name of 5 MB': () =>
      withBook(`<definedNames><definedName name="n">${"''".repeat(2_500_000)}</definedName></definedNames>`),
    'a hundred thousand links': () =>
      withSheet(
        sheetOf(
          '<row><c><v>1</v></c></row>',
          `<hyperlinks>${Array.from({ length: 100_000 }, (_, y) => `<hyperlink ref="A${y + 1}" location="x!A1"/>`).join('')}</hyperlinks>`,
        ),
      ),
    'two hundred thousand styles': () => withStyles(`<cellXfs>${'<xf numFmtId="14"/>'.repeat(200_000)}</cellXfs>`),
    'a cell of 10 MB': () => withSheet(sheetOf(`<row r="1">${text('长'.repeat(3_500_000))}</row>`)),
    '100,000 blank rows': () =>
      withSheet(
        sheetOf(Array.from({ length: 100_000 }, (_, y) => `<row r="${y + 1}"><c r="A${y + 1}" s="1"/></row>`).join('')),
      ),
    'a row of 16,384 cells, a thousand times': () =>
      withSheet(sheetOf(`<row>${text('x').repeat(16_384)}</row>`.repeat(600))),
    'cells in the four corners': () =>
      withSheet(
        sheetOf(
          '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
        ),
      ),
    'everything merged': () =>
      withSheet(sheetOf('<row><c><v>1</v></c></row>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    'a hundred thousand merges': () =>
      withSheet(
        sheetOf(
          '<row><c><v>1</v></c></row>',
          `<mergeCells>${Array.from({ length: 100_000 }, (_, y) => `<mergeCell ref="A${y + 1}:XFD${y + 2}"/>`).join('')}</mergeCells>`,
        ),
      ),
    'tags a million deep': () => withSheet(`<worksheet xmlns="${MAIN}">${'<x>'.repeat(1_000_000)}`),
    'a tag of 5 MB': () => withSheet(sheetOf(`<row ${'a="1" '.repeat(800_000)}><c><v>1</v></c></row>`)),
    'quotes that never close': () => withSheet(sheetOf(`<row r="${'1'.repeat(3_000_000)}`)),
    'an opening that never ends': () => withSheet(`${'<'.repeat(2_000_000)}worksheet`),
    '200 tabs': () => {
      const book = strFromU8(parts['xl/workbook.xml'] as Uint8Array);
      const first = /<sheet [^>]*\/>/.exec(book)?.[0] as string;
      const more = Array.from({ length: 200 }, (_, at) =>
        first.replace(/name="[^"]*"/, `name="更多${at}"`).replace(/sheetId="\d+"/, `sheetId="${at + 500}"`),
      );
      return Buffer.from(
        zipSync({ ...parts, 'xl/workbook.xml': strToU8(book.replace('</sheets>', `${more.join('')}</sheets>`)) }),
      );
    },
    '30,000 parts': () =>
      Buffer.from(
        zipSync(
          { ...parts, ...Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`x/${at}`, new Uint8Array()])) },
          { level: 0 },
        ),
      ),
  };
}
