import { LINKS, MAIN, type Parts, SHEET_DATA, TYPES } from './plain-package.ts';

/** One habit of a program that writes workbooks: what it does otherwise than Excel to the plain package. */
export interface Trait {
  readonly writer: string;
  readonly habit: string;
  readonly change: (parts: Parts) => void;
  /** How the archive is packed: 9 = as small as it goes, 0 = not at all. */
  readonly level?: 0 | 9;
}

const BOOK = 'xl/workbook.xml';
const BOOK_LINKS = 'xl/_rels/workbook.xml.rels';
const SHEET = 'xl/worksheets/sheet1.xml';
const SHEET_LINKS = 'xl/worksheets/_rels/sheet1.xml.rels';
const STYLES = 'xl/styles.xml';
const STRINGS = 'xl/sharedStrings.xml';
const COMMENTS = 'xl/comments1.xml';
const VML = 'xl/drawings/vmlDrawing1.vml';
const CONTENT_TYPES = '[Content_Types].xml';

function textOf(parts: Parts, part: string): string {
  const text = parts[part];
  if (typeof text !== 'string') throw new Error(`no text ${part}`);
  return text;
}

/** Changes a part; a change that changes nothing is a slip in the corpus. */
function edit(part: string, change: (xml: string) => string): (parts: Parts) => void {
  return (parts) => {
    const before = textOf(parts, part);
    const after = change(before);
    if (after === before) throw new Error(`nothing to change in ${part}`);
    parts[part] = after;
  };
}

const all =
  (...changes: readonly ((parts: Parts) => void)[]) =>
  (parts: Parts): void => {
    for (const change of changes) change(parts);
  };

const swap = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to);

/** Every element gets a prefix, and the namespace of the root goes with it. */
const prefixed = (prefix: string) => (xml: string) =>
  xml.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}:`).replace(' xmlns=', ` xmlns:${prefix}=`);

const withoutDeclaration = (xml: string): string => xml.replace(/^<\?xml[^>]*\?>\s*/, '');

const linkPrefix = (prefix: string) =>
  edit(BOOK, (xml) =>
    xml
      .replace(` xmlns:r="${LINKS}"`, '')
      .replace(/<sheet /g, `<sheet xmlns:${prefix}="${LINKS}" `)
      .replaceAll(' r:id=', ` ${prefix}:id=`),
  );

/** The part in another encoding, as a writer that declares it (or not) would store it. */
const encoded = (parts: readonly string[], encode: (xml: string) => Uint8Array) => (all_: Parts) => {
  for (const part of parts) all_[part] = encode(textOf(all_, part));
};

const TEXT_PARTS = [BOOK, BOOK_LINKS, SHEET, STRINGS, STYLES, COMMENTS];

function utf16(mark: boolean, bigEndian: boolean): (xml: string) => Uint8Array {
  return (xml) => {
    const text = xml.replace(/encoding="[^"]*"/, 'encoding="UTF-16"');
    const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };
}

/** Our texts in GB18030; Node decodes it but does not encode it. */
function gb18030(xml: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  const text = xml.replace(/encoding="[^"]*"/, 'encoding="GB18030"');
  return Uint8Array.from(Array.from(text).flatMap((letter) => codes.get(letter) ?? [letter.charCodeAt(0)]));
}

/** Shared strings put into the cells. */
function inline(parts: Parts, wrap: (text: string) => string): void {
  const texts = [...textOf(parts, STRINGS).matchAll(/<si><t>([\s\S]*?)<\/t><\/si>/g)].map((match) => match[1]!);
  for (const part of [SHEET, 'xl/worksheets/sheet2.xml']) {
    edit(part, (xml) => xml.replace(/ t="s"><v>(\d+)<\/v>/g, (_, at: string) => wrap(texts[Number(at)]!)))(parts);
  }
  delete parts[STRINGS];
  edit(BOOK_LINKS, swap(/<Relationship Id="rId4"[^>]*\/>/, ''))(parts);
  edit(CONTENT_TYPES, swap(/<Override PartName="\/xl\/sharedStrings.xml"[^>]*\/>/, ''))(parts);
}

const renamed = (from: string, to: string) => (parts: Parts) => {
  parts[to] = textOf(parts, from);
  delete parts[from];
};

const VML_SPACES =
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"';

const withoutComments = all(
  edit(SHEET, swap('<legacyDrawing r:id="rId1"/>', '')),
  edit(CONTENT_TYPES, swap(/<Override PartName="\/xl\/comments1.xml"[^>]*\/>/, '')),
  (parts) => {
    for (const part of [COMMENTS, VML, SHEET_LINKS]) delete parts[part];
  },
);

const STRICT: readonly (readonly [string, string])[] = [
  ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://purl.oclc.org/ooxml/spreadsheetml/main'],
  [
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
    'http://purl.oclc.org/ooxml/officeDocument/relationships',
  ],
];

export const TRAITS: readonly Trait[] = [
  { writer: 'Excel', habit: 'nothing out of the ordinary', change: () => undefined },
  { writer: 'openpyxl', habit: 'declares r on each tab, not on the root', change: linkPrefix('r') },
  { writer: 'pandas', habit: 'calls the prefix of links ns, on each tab', change: linkPrefix('ns') },
  { writer: 'Open XML SDK', habit: 'calls the prefix of links d3p1, on each tab', change: linkPrefix('d3p1') },
  {
    writer: 'ClosedXML',
    habit: 'calls the prefix of links relationships, on each tab',
    change: linkPrefix('relationships'),
  },
  {
    writer: 'Open XML SDK',
    habit: 'declares the prefix of links on the list of tabs',
    change: edit(BOOK, (xml) =>
      xml.replace(` xmlns:r="${LINKS}"`, '').replace('<sheets>', `<sheets xmlns:r="${LINKS}">`),
    ),
  },
  {
    writer: 'ElementTree',
    habit: 'calls the prefixes ns0 and ns1, also of links and content types',
    change: all(
      edit(BOOK, (xml) => prefixed('ns0')(xml).replaceAll('xmlns:r=', 'xmlns:ns1=').replaceAll(' r:id=', ' ns1:id=')),
      edit(BOOK_LINKS, prefixed('ns0')),
      edit(SHEET_LINKS, prefixed('ns0')),
      edit(CONTENT_TYPES, prefixed('ns0')),
    ),
  },
  {
    writer: 'Open XML SDK',
    habit: 'puts x before every element of tabs, styles, texts and comments',
    change: all(
      ...[BOOK, SHEET, 'xl/worksheets/sheet2.xml', STYLES, STRINGS, COMMENTS].map((part) => edit(part, prefixed('x'))),
    ),
  },
  {
    writer: 'a template engine',
    habit: 'puts a prefix before the root alone and declares the default inside',
    change: edit(SHEET, (xml) =>
      xml
        .replace(`<worksheet xmlns="${MAIN}"`, `<m:worksheet xmlns:m="${MAIN}" xmlns="${MAIN}"`)
        .replace('</worksheet>', '</m:worksheet>'),
    ),
  },
  {
    writer: 'ClosedXML',
    habit: 'declares the prefixes of a comment’s shape on the shape',
    change: edit(VML, (xml) =>
      xml
        .replace(`<xml ${VML_SPACES}>`, '<xml>')
        .replace(/<(o:shapelayout|v:shapetype|v:shape) /g, `<$1 ${VML_SPACES} `),
    ),
  },
  {
    writer: 'PhpSpreadsheet',
    habit: 'calls the prefixes of shapes ns1, ns2 and ns3',
    change: edit(VML, (xml) =>
      xml
        .replace(/\bxmlns:v=/, 'xmlns:ns1=')
        .replace(/\bxmlns:o=/, 'xmlns:ns2=')
        .replace(/\bxmlns:x=/, 'xmlns:ns3=')
        .replace(/(<\/?)v:/g, '$1ns1:')
        .replace(/(<\/?)o:/g, '$1ns2:')
        .replace(/(<\/?)x:/g, '$1ns3:')
        .replace(/ v:ext/g, ' ns1:ext')
        .replace(/ o:(spt|connecttype|insetmode)/g, ' ns2:$1'),
    ),
  },
  {
    writer: 'Apache POI',
    habit: 'writes attributes of shapes in single quotes',
    change: edit(VML, (xml) => xml.replaceAll('"', "'")),
  },
  {
    writer: 'Excel 2003',
    habit: 'leaves a line break of a button’s text unclosed',
    change: edit(VML, swap('</div></v:textbox>', '一<br>二</div></v:textbox>')),
  },
  {
    writer: 'XlsxWriter',
    habit: 'writes shapes on lines of their own',
    change: edit(VML, (xml) => xml.replaceAll('><', '>\n<')),
  },
  {
    writer: 'Google export',
    habit: 'leaves a drawing of comments without shapes',
    change: edit(VML, () => `<xml ${VML_SPACES}/>`),
  },
  {
    writer: 'openpyxl',
    habit: 'writes a comment as one plain text, in a folder of its own, with absolute links',
    change: all(
      edit(COMMENTS, swap(/<r>.*<\/r>/, '<t>请核对</t>')),
      renamed(COMMENTS, 'xl/comments/comment1.xml'),
      edit(SHEET_LINKS, (xml) =>
        xml.replace('../comments1.xml', '/xl/comments/comment1.xml').replace('../drawings', '/xl/drawings'),
      ),
      edit(CONTENT_TYPES, swap('/xl/comments1.xml', '/xl/comments/comment1.xml')),
    ),
  },
  {
    writer: 'LibreOffice',
    habit: 'has an author without a name',
    change: edit(COMMENTS, swap('<author>王老师</author>', '<author/>')),
  },
  {
    writer: 'Google export',
    habit: 'leaves empty lists of authors and comments',
    change: edit(COMMENTS, (xml) =>
      xml.replace(/<authors>.*<\/authors>/, '<authors/>').replace(/<commentList>.*<\/commentList>/, '<commentList/>'),
    ),
  },
  {
    writer: 'Excel 365',
    habit: 'has a conversation, whose shadow is a comment by tc=',
    change: edit(COMMENTS, swap('王老师', 'tc={0B8E5C4A-1D2F-4E4B-9C6A-7F3A2B1C0D9E}')),
  },
  { writer: 'WPS', habit: 'has no comments at all', change: withoutComments },
  {
    writer: 'XlsxWriter',
    habit: 'does not declare r on a tab without links',
    change: all(withoutComments, edit(SHEET, swap(` xmlns:r="${LINKS}"`, ''))),
  },
  {
    writer: 'openpyxl',
    habit: 'links from the root of the package',
    change: all(
      edit(BOOK_LINKS, (xml) => xml.replaceAll('Target="', 'Target="/xl/')),
      edit('_rels/.rels', swap('Target="', 'Target="/')),
    ),
  },
  {
    writer: 'Open XML SDK',
    habit: 'links by R and digits',
    change: all(
      edit(BOOK_LINKS, (xml) => xml.replace(/Id="rId(\d)"/g, 'Id="R8f3c$1"')),
      edit(BOOK, (xml) => xml.replace(/r:id="rId(\d)"/g, 'r:id="R8f3c$1"')),
    ),
  },
  {
    writer: 'LibreOffice',
    habit: 'declares every part, no extension',
    change: edit(CONTENT_TYPES, (xml) =>
      xml
        .replace(/<Default Extension="xml"[^>]*\/>/, '')
        .replace(
          '</Types>',
          '<Override PartName="/_rels/.rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        ),
    ),
  },
  {
    writer: 'SheetJS',
    habit: 'declares extensions behind the parts',
    change: edit(CONTENT_TYPES, (xml) => {
      const defaults = xml.match(/<Default [^>]*\/>/g)!.join('');
      return xml.replace(/<Default [^>]*\/>/g, '').replace('</Types>', `${defaults}</Types>`);
    }),
  },
  {
    writer: 'a report server',
    habit: 'has styles that say nothing',
    change: edit(STYLES, () => `<styleSheet xmlns="${MAIN}"/>`),
  },
  {
    writer: 'excelize',
    habit: 'has one fill and one cell format',
    change: all(
      edit(STYLES, (xml) =>
        xml
          .replace(
            '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
            '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>',
          )
          .replace(
            /<cellXfs .*<\/cellXfs>/,
            '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellXfs>',
          ),
      ),
      edit(SHEET, (xml) => xml.replace(/ s="[12]"/g, '')),
    ),
  },
  {
    writer: 'Numbers',
    habit: 'has empty lists of styles',
    change: edit(
      STYLES,
      () =>
        `<styleSheet xmlns="${MAIN}"><fonts count="0"/><fills count="0"/><borders count="0"/><cellXfs count="0"/></styleSheet>`,
    ),
  },
  {
    writer: 'a small exporter',
    habit: 'has no styles part',
    change: all(
      (parts) => void delete parts[STYLES],
      edit(BOOK_LINKS, swap(/<Relationship Id="rId3"[^>]*\/>/, '')),
      edit(CONTENT_TYPES, swap(/<Override PartName="\/xl\/styles.xml"[^>]*\/>/, '')),
      edit(SHEET, (xml) => xml.replace(/ s="[12]"/g, '')),
    ),
  },
  {
    writer: 'pandas with XlsxWriter',
    habit: 'writes texts into the cells',
    change: (parts) => inline(parts, (text) => ` t="inlineStr"><is><t>${text}</t></is>`),
  },
  {
    writer: 'Apache POI (SXSSF)',
    habit: 'writes texts into the cells in runs',
    change: (parts) =>
      inline(parts, (text) => ` t="inlineStr"><is><r><rPr><b/></rPr><t xml:space="preserve">${text}</t></r></is>`),
  },
  {
    writer: 'a .NET exporter',
    habit: 'writes texts as results of formulas that are not there',
    change: (parts) => inline(parts, (text) => ` t="str"><v>${text}</v>`),
  },
  {
    writer: 'WPS',
    habit: 'has readings beside shared strings, and runs',
    change: edit(STRINGS, (xml) =>
      xml
        .replace(
          '<si><t>张三</t></si>',
          '<si><t>张三</t><rPh sb="0" eb="2"><t>zhāng sān</t></rPh><phoneticPr fontId="1"/></si>',
        )
        .replace('<si><t>姓名</t></si>', '<si><r><rPr><b/></rPr><t>姓</t></r><r><t>名</t></r></si>'),
    ),
  },
  {
    writer: 'a Java exporter',
    habit: 'puts texts into CDATA',
    change: edit(STRINGS, swap('<t>李 四&amp;Co</t>', '<t><![CDATA[李 四&Co]]></t>')),
  },
  {
    writer: 'lxml',
    habit: 'writes Chinese as numbers',
    change: edit(STRINGS, (xml) => xml.replace(/[\u4e00-\u9fff]/g, (letter) => `&#${letter.charCodeAt(0)};`)),
  },
  {
    writer: 'openpyxl',
    habit: 'leaves cells with a type and an empty value',
    change: edit(
      SHEET,
      swap(
        '<v>1</v></c></row><row r="3">',
        '<v>1</v></c><c r="F2" t="s"><v/></c><c r="G2" t="s"><v></v></c><c r="H2" t="n"><v/></c></row><row r="3">',
      ),
    ),
  },
  {
    writer: 'a Windows exporter',
    habit: 'writes UTF-16 with its mark',
    change: encoded(TEXT_PARTS, utf16(true, false)),
  },
  {
    writer: 'a mainframe exporter',
    habit: 'writes UTF-16BE with its mark',
    change: encoded(TEXT_PARTS, utf16(true, true)),
  },
  {
    writer: 'a mainframe exporter',
    habit: 'writes UTF-16BE without a mark',
    change: encoded(TEXT_PARTS, utf16(false, true)),
  },
  { writer: 'a domestic exporter', habit: 'writes GB18030', change: encoded(TEXT_PARTS, gb18030) },
  {
    writer: 'a .NET exporter',
    habit: 'declares UTF-16 and writes UTF-8',
    change: all(...[BOOK, SHEET, STRINGS].map((part) => edit(part, swap('encoding="UTF-8"', 'encoding="utf-16"')))),
  },
  {
    writer: 'a .NET exporter',
    habit: 'begins every part with the mark of UTF-8',
    change: all(...TEXT_PARTS.map((part) => edit(part, (xml) => `\ufeff${xml}`))),
  },
  {
    writer: 'lxml',
    habit: 'writes the declaration in single quotes',
    change: all(
      ...TEXT_PARTS.map((part) =>
        edit(part, swap(/<\?xml[^>]*\?>/, "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")),
      ),
    ),
  },
  {
    writer: 'ClosedXML',
    habit: 'writes no declaration',
    change: all(...TEXT_PARTS.map((part) => edit(part, withoutDeclaration))),
  },
  {
    writer: 'PhpSpreadsheet',
    habit: 'indents every element',
    change: all(
      ...[BOOK, BOOK_LINKS, SHEET, STYLES, CONTENT_TYPES].map((part) =>
        edit(part, (xml) => xml.replaceAll('><', '>\n    <')),
      ),
    ),
  },
  {
    writer: 'a hand-made exporter',
    habit: 'writes blanks in tags, comments between them and attributes in single quotes',
    change: edit(SHEET, (xml) =>
      xml
        .replaceAll('</c>', '</c >')
        .replace('<sheetData>', '<!-- <sheetData> follows --><sheetData >')
        .replace(/ r="([A-F]\d)"/g, " r = '$1'"),
    ),
  },
  {
    writer: 'Open XML SDK (stream)',
    habit: 'gives cells and rows no address',
    change: edit(SHEET, (xml) => xml.replace(/<(c|row) r="\w+"/g, '<$1')),
  },
  {
    writer: 'ClosedXML',
    habit: 'writes type and style before the address',
    change: edit(SHEET, (xml) => xml.replace(/<c r="(\w+)"((?: \w="\w+")*)>/g, '<c$2 r="$1">')),
  },
  {
    writer: 'Excel 2016',
    habit: 'has ids, spans and heights in namespaces of its own',
    change: all(
      edit(SHEET, (xml) =>
        xml
          .replace(
            '<worksheet ',
            '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{00000000-0001-0000-0000-000000000000}" ',
          )
          .replace(/<row r="(\d)"/g, '<row r="$1" spans="1:6" ht="15" x14ac:dyDescent="0.25"'),
      ),
      edit(BOOK, (xml) =>
        xml
          .replace(
            '<workbook ',
            '<workbook xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x15" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" ',
          )
          .replace(
            '<bookViews>',
            '<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\a\\" xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent><bookViews>',
          ),
      ),
    ),
  },
  {
    writer: 'WPS',
    habit: 'has settings of its own at the end of workbook and tab',
    change: all(
      edit(
        BOOK,
        swap('</workbook>', '<extLst><ext uri="{D0CA8CA8-9F24-4464-BF8E-62219DCF47F9}"/></extLst></workbook>'),
      ),
      edit(
        SHEET,
        swap('</worksheet>', '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'),
      ),
    ),
  },
  {
    writer: 'PhpSpreadsheet',
    habit: 'has an empty list of names',
    change: edit(BOOK, swap('</sheets>', '</sheets><definedNames/>')),
  },
  {
    writer: 'LibreOffice',
    habit: 'has names of tabs and of the workbook',
    change: edit(
      BOOK,
      swap(
        '</sheets>',
        '</sheets><definedNames><definedName function="false" hidden="true" localSheetId="0" name="_xlnm._FilterDatabase" vbProcedure="false">花名册!$A$1:$F$3</definedName></definedNames>',
      ),
    ),
  },
  {
    writer: 'Excel',
    habit: 'has a chain of computing and formulas with stored values',
    change: all(
      edit(SHEET, swap('<c r="D2"><v>30</v></c>', '<c r="D2"><f>15*2</f><v>30</v></c>')),
      (parts) => {
        parts['xl/calcChain.xml'] = `<calcChain xmlns="${MAIN}"><c r="D2" i="1"/></calcChain>`;
      },
      edit(
        BOOK_LINKS,
        swap(
          '</Relationships>',
          `<Relationship Id="rId5" Type="${LINKS}/calcChain" Target="calcChain.xml"/></Relationships>`,
        ),
      ),
      edit(
        CONTENT_TYPES,
        swap(
          '</Types>',
          '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
        ),
      ),
    ),
  },
  {
    writer: 'Numbers',
    habit: 'writes numbers with an exponent',
    change: edit(SHEET, (xml) =>
      xml.replace('<v>45416</v>', '<v>4.5416E4</v>').replace('<v>7.5</v>', '<v>7.5000000000000000</v>'),
    ),
  },
  {
    writer: 'Excel (strict)',
    habit: 'writes dates as ISO texts',
    change: edit(SHEET, (xml) =>
      xml
        .replace('s="1"><v>45416</v>', 's="1" t="d"><v>2024-05-04</v>')
        .replace('s="1"><v>45417</v>', 's="1" t="d"><v>2024-05-05T00:00:00</v>'),
    ),
  },
  {
    writer: 'Excel for Mac',
    habit: 'counts days from 1904',
    change: all(
      edit(BOOK, swap('<workbookPr/>', '<workbookPr date1904="1"/>')),
      edit(SHEET, (xml) => xml.replace('<v>45416</v>', '<v>43954</v>').replace('<v>45417</v>', '<v>43955</v>')),
    ),
  },
  {
    writer: 'Excel (strict)',
    habit: 'writes the strict dialect',
    change: (parts) => {
      for (const [part, xml] of Object.entries(parts)) {
        if (typeof xml === 'string') parts[part] = STRICT.reduce((text, [from, to]) => text.replaceAll(from, to), xml);
      }
    },
  },
  { writer: 'Google export', habit: 'packs nothing', change: () => undefined, level: 0 },
  {
    writer: 'a .NET exporter',
    habit: 'names parts with backslashes',
    change: all(...[BOOK, BOOK_LINKS, SHEET, STYLES].map((part) => renamed(part, part.replaceAll('/', '\\')))),
  },
  {
    writer: 'a hand-made exporter',
    habit: 'names parts in other letters than it declares them',
    change: all(
      renamed(SHEET, 'xl/worksheets/Sheet1.xml'),
      renamed(SHEET_LINKS, 'xl/worksheets/_rels/Sheet1.xml.rels'),
    ),
  },
  {
    writer: 'a schema-minded exporter',
    habit: 'names the schema on the root',
    change: edit(
      BOOK,
      swap(
        '<workbook ',
        `<workbook xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${MAIN} sml.xsd" `,
      ),
    ),
  },
  {
    writer: 'a user',
    habit: 'has a merged heading, a hidden column and validations behind the cells',
    change: edit(
      SHEET,
      swap(
        '</sheetData>',
        '</sheetData><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="E2:E9"><formula1>"是,否"</formula1></dataValidation></dataValidations>',
      ),
    ),
  },
  {
    writer: 'a user',
    habit: 'has titles that look like XML',
    change: edit(BOOK, swap('name="说明"', `name="说明&gt; sheetId='9' 页"`)),
  },
  {
    writer: 'a content-type minded exporter',
    habit: 'puts a prefix before content types',
    change: edit(CONTENT_TYPES, (xml) =>
      xml.replace(/<(\/?)(?=[A-Z])/g, '<$1ct:').replace(`xmlns="${TYPES}"`, `xmlns:ct="${TYPES}"`),
    ),
  },
  {
    writer: 'a single-tab exporter',
    habit: 'has cells in a namespace declared on the list of cells',
    change: edit(SHEET, (xml) =>
      xml.replace(
        SHEET_DATA,
        SHEET_DATA.replace(/<(\/?)(?=[a-z])/g, '<$1m:').replace('<m:sheetData>', `<m:sheetData xmlns:m="${MAIN}">`),
      ),
    ),
  },
];
