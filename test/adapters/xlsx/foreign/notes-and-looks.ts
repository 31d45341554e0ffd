import {
  all,
  BOOK_LINKS,
  COMMENTS,
  CONTENT_TYPES,
  edit,
  renamed,
  SHEET,
  SHEET_LINKS,
  STYLES,
  swap,
  type Trait,
  VML,
  VML_SPACES,
  withoutComments,
} from './edits.ts';
import { LINKS, MAIN } from './plain-package.ts';

/** How other programs write comments, their shapes, and styles. */
export const OF_NOTES_AND_LOOKS: readonly Trait[] = [
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
    writer: 'ClosedXML',
    habit: 'writes type and style before the address',
    change: edit(SHEET, (xml) => xml.replace(/<c r="(\w+)"((?: \w="\w+")*)>/g, '<c$2 r="$1">')),
  },
];
