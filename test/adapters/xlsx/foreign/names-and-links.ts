import {
  all,
  BOOK,
  BOOK_LINKS,
  COMMENTS,
  CONTENT_TYPES,
  edit,
  linkPrefix,
  prefixed,
  renamed,
  SHEET,
  SHEET_LINKS,
  STRICT,
  STRINGS,
  STYLES,
  swap,
  type Trait,
} from './edits.ts';
import { LINKS, MAIN, TYPES } from './plain-package.ts';

/** How other programs name parts, elements and links, and what else they put into a package. */
export const OF_NAMES_AND_LINKS: readonly Trait[] = [
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
    writer: 'a content-type minded exporter',
    habit: 'puts a prefix before content types',
    change: edit(CONTENT_TYPES, (xml) =>
      xml.replace(/<(\/?)(?=[A-Z])/g, '<$1ct:').replace(`xmlns="${TYPES}"`, `xmlns:ct="${TYPES}"`),
    ),
  },
];
