import type { RawCell } from '../../../../shared/sheet/raw.ts';

/** Parts of a package by name; texts are written as UTF-8. */
export type Parts = Record<string, string | Uint8Array>;

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const PACKAGE_LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** What every workbook of the corpus holds. */
export const ROWS: readonly (readonly RawCell[])[] = [
  ['学号', '姓名', '出生日期', '人数', '在校', '备注'],
  ['41924001', '张三', 45416, 30, true],
  ['41924002', '李 四&Co', 45417, 7.5, false, '两行\n字'],
];
export const GUIDE: readonly (readonly RawCell[])[] = [['怎么填']];
export const USER_COMMENT = '请核对';

const STRINGS = [
  '学号',
  '姓名',
  '出生日期',
  '人数',
  '在校',
  '备注',
  '41924001',
  '张三',
  '41924002',
  '李 四&amp;Co',
  '两行\n字',
  '怎么填',
];

export const SHEET_DATA =
  '<sheetData>' +
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c></row>' +
  '<row r="2"><c r="A2" s="2" t="s"><v>6</v></c><c r="B2" t="s"><v>7</v></c><c r="C2" s="1"><v>45416</v></c><c r="D2"><v>30</v></c><c r="E2" t="b"><v>1</v></c></row>' +
  '<row r="3"><c r="A3" s="2" t="s"><v>8</v></c><c r="B3" t="s"><v>9</v></c><c r="C3" s="1"><v>45417</v></c><c r="D3"><v>7.5</v></c><c r="E3" t="b"><v>0</v></c><c r="F3" t="s"><v>10</v></c></row>' +
  '</sheetData>';

/** A workbook with two tabs and one comment as Excel writes it. */
export function plainPackage(): Parts {
  return {
    '[Content_Types].xml':
      `${DECLARATION}<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      '<Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/>` +
      `<Override PartName="/xl/sharedStrings.xml" ContentType="${CONTENT}.sharedStrings+xml"/><Override PartName="/xl/comments1.xml" ContentType="${CONTENT}.comments+xml"/></Types>`,
    '_rels/.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE_LINKS}"><Relationship Id="rId1" Type="${LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><workbookPr/><bookViews><workbookView activeTab="0"/></bookViews>` +
      '<sheets><sheet name="花名册" sheetId="1" r:id="rId1"/><sheet name="说明" sheetId="2" r:id="rId2"/></sheets><calcPr calcId="191029"/></workbook>',
    'xl/_rels/workbook.xml.rels':
      `${DECLARATION}<Relationships xmlns="${PACKAGE_LINKS}"><Relationship Id="rId1" Type="${LINKS}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${LINKS}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${LINKS}/styles" Target="styles.xml"/>` +
      `<Relationship Id="rId4" Type="${LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml':
      `${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${LINKS}"><dimension ref="A1:F3"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>` +
      `<sheetFormatPr defaultRowHeight="15"/>${SHEET_DATA}<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><legacyDrawing r:id="rId1"/></worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels':
      `${DECLARATION}<Relationships xmlns="${PACKAGE_LINKS}"><Relationship Id="rId1" Type="${LINKS}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>` +
      `<Relationship Id="rId2" Type="${LINKS}/comments" Target="../comments1.xml"/></Relationships>`,
    'xl/worksheets/sheet2.xml': `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>11</v></c></row></sheetData></worksheet>`,
    'xl/styles.xml':
      `${DECLARATION}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/><family val="2"/></font></fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
      '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    'xl/sharedStrings.xml': `${DECLARATION}<sst xmlns="${MAIN}" count="12" uniqueCount="12">${STRINGS.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/comments1.xml':
      `${DECLARATION}<comments xmlns="${MAIN}"><authors><author>王老师</author></authors><commentList><comment ref="B2" authorId="0" shapeId="0"><text>` +
      `<r><rPr><sz val="9"/><rFont val="宋体"/></rPr><t xml:space="preserve">${USER_COMMENT}</t></r></text></comment></commentList></comments>`,
    'xl/drawings/vmlDrawing1.vml':
      '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
      '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
      '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>' +
      '<v:shape id="_x0000_s1025" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:5pt;width:100pt;height:60pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">' +
      '<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
      '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>2, 15, 0, 2, 4, 15, 4, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>',
  };
}
