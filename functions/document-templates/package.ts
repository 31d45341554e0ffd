import { packDocument } from '../adapters/docx/package.ts';
import { escaped, FONTS, TWIPS_PER_MM } from './markup.ts';

/** A template as its program describes it. */
export interface TemplateSource {
  readonly name: string;
  /** Paragraphs and tables. */
  readonly body: readonly string[];
  readonly landscape?: boolean;
  /** The footer of every page, before the page number. */
  readonly foot: string;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** A4 and its margins, in millimetres. */
const PAGE = { long: 297, short: 210, top: 22, side: 20, foot: 12 };
/** The names by which machines without the Chinese ones know the fonts. */
const OTHER_NAMES: Readonly<Record<keyof typeof FONTS, string>> = { song: 'SimSun', fang: 'FangSong', hei: 'SimHei' };
const FAMILIES: Readonly<Record<keyof typeof FONTS, string>> = { song: 'roman', fang: 'modern', hei: 'swiss' };

/** The template as a file. */
export async function packTemplate(source: TemplateSource): Promise<Buffer> {
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/word/settings.xml" ContentType="${TYPE}.settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="${TYPE}.fontTable+xml"/><Override PartName="/word/footer1.xml" ContentType="${TYPE}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': relationships([
      ['rId1', `${OFFICE}/officeDocument`, 'word/document.xml'],
      ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'word/_rels/document.xml.rels': relationships([
      ['rId1', `${OFFICE}/styles`, 'styles.xml'],
      ['rId2', `${OFFICE}/settings`, 'settings.xml'],
      ['rId3', `${OFFICE}/fontTable`, 'fontTable.xml'],
      ['rId4', `${OFFICE}/footer`, 'footer1.xml'],
    ]),
    'word/document.xml': `<w:document ${W} ${R}><w:body>${source.body.join('')}${section(source.landscape === true)}</w:body></w:document>`,
    'word/styles.xml': styles(),
    'word/settings.xml': `<w:settings ${W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`,
    'word/fontTable.xml': fontTable(),
    'word/footer1.xml': footer(source.foot),
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(source.name)}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>`,
  };
  return packDocument(new Map(Object.entries(parts).map(([name, text]) => [name, Buffer.from(XML + text)])));
}

function relationships(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`).join('')}</Relationships>`;
}

function section(landscape: boolean): string {
  const mm = (millimetres: number): number => Math.round(millimetres * TWIPS_PER_MM);
  const [width, height] = landscape ? [PAGE.long, PAGE.short] : [PAGE.short, PAGE.long];
  return `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="${mm(width)}" w:h="${mm(height)}"${landscape ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${mm(PAGE.top)}" w:right="${mm(PAGE.side)}" w:bottom="${mm(PAGE.top)}" w:left="${mm(PAGE.side)}" w:header="${mm(PAGE.foot)}" w:footer="${mm(PAGE.foot)}" w:gutter="0"/></w:sectPr>`;
}

function styles(): string {
  return `<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${FONTS.song}" w:cs="Times New Roman"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style></w:styles>`;
}

function fontTable(): string {
  const fonts = Object.entries(FONTS).map(([key, name]) => {
    const known = key as keyof typeof FONTS;
    return `<w:font w:name="${name}"><w:altName w:val="${OTHER_NAMES[known]}"/><w:charset w:val="86"/><w:family w:val="${FAMILIES[known]}"/><w:pitch w:val="variable"/></w:font>`;
  });
  return `<w:fonts ${W}>${fonts.join('')}<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`;
}

function footer(foot: string): string {
  const look = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>';
  const text = (words: string): string => `<w:r>${look}<w:t xml:space="preserve">${escaped(words)}</w:t></w:r>`;
  const number = (of: string): string => `<w:fldSimple w:instr=" ${of} "><w:r>${look}<w:t>1</w:t></w:r></w:fldSimple>`;
  return `<w:ftr ${W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${text(foot === '' ? '' : `${foot}　`)}${text('第 ')}${number('PAGE')}${text(' 页，共 ')}${number('NUMPAGES')}${text(' 页')}</w:p></w:ftr>`;
}
