import {
  all,
  BOOK,
  BOOK_LINKS,
  CONTENT_TYPES,
  edit,
  encoded,
  gb18030,
  inline,
  SHEET,
  STRINGS,
  STYLES,
  swap,
  TEXT_PARTS,
  type Trait,
  utf16,
  withoutDeclaration,
} from './edits.ts';
import { LINKS, MAIN, SHEET_DATA } from './plain-package.ts';

/** How other programs write cells, and the texts of parts. */
export const OF_CELLS_AND_TEXTS: readonly Trait[] = [
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
    writer: 'Open XML SDK (stream)',
    habit: 'gives cells and rows no address',
    change: edit(SHEET, (xml) => xml.replace(/<(c|row) r="\w+"/g, '<$1')),
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
