/** A small vocabulary of WordprocessingML: paragraphs, tables, pages. Sizes in points, widths in millimetres. */

/** Fonts by the names that Word and WPS know; the table of fonts has their other names and what they look like. */
export const FONTS = { song: '宋体', fang: '仿宋', hei: '黑体' } as const;
type Font = keyof typeof FONTS;

export interface TextLook {
  readonly size?: number;
  readonly font?: Font;
  readonly bold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  /** First line indented by two characters. */
  readonly indent?: boolean;
  /** Points above and below. */
  readonly before?: number;
  readonly after?: number;
  /** Stays on the page of what follows. */
  readonly keepNext?: boolean;
  /** Lines of text apart, as a multiple. */
  readonly line?: number;
}

export const TWIPS_PER_MM = 1_440 / 25.4;
const twips = (millimetres: number): number => Math.round(millimetres * TWIPS_PER_MM);

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function run(text: string, { size = 10.5, font = 'song', bold = false }: TextLook): string {
  const name = FONTS[font];
  return `<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${name}" w:cs="Times New Roman" w:hint="eastAsia"/>${bold ? '<w:b/>' : ''}<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

function paragraphLook({
  align = 'left',
  indent,
  before = 0,
  after = 0,
  keepNext,
  line = 1,
  size = 10.5,
}: TextLook): string {
  return `<w:pPr>${keepNext === true ? '<w:keepNext/>' : ''}<w:spacing w:before="${before * 20}" w:after="${after * 20}" w:line="${Math.round(line * 240)}" w:lineRule="auto"/>${indent === true ? `<w:ind w:firstLineChars="200" w:firstLine="${size * 2 * 20}"/>` : ''}<w:jc w:val="${align}"/></w:pPr>`;
}

/** A paragraph of one look. */
export function paragraph(text: string, look: TextLook = {}): string {
  return `<w:p>${paragraphLook(look)}${run(text, look)}</w:p>`;
}

export interface PaperColumn {
  readonly head: string;
  /** The contents of a row: text and placeholders. */
  readonly cell: string;
  /** Millimetres. */
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

/** A table whose heading comes again on every page, with a row for each of `rows`; no row is torn in two. */
export function rowsTable(rows: string, columns: readonly PaperColumn[], size = 9): string {
  const last = columns.length - 1;
  const head = columns.map(({ head: text, width }) =>
    cell(paragraph(text, { size, font: 'hei', align: 'center' }), width, true),
  );
  const body = columns.map(({ cell: text, width, align }, at) =>
    cell(
      paragraph(`${at === 0 ? `{#${rows}}` : ''}${text}${at === last ? `{/${rows}}` : ''}`, {
        size,
        ...(align && { align }),
      }),
      width,
    ),
  );
  return `${tableHead(columns.map(({ width }) => width))}<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${head.join('')}</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>${body.join('')}</w:tr></w:tbl>`;
}

/** A form: labels with the contents beside them, as many pairs per line as given. */
export function form(lines: readonly (readonly string[])[], widths: readonly number[], size = 10.5): string {
  const rows = lines.map((line) => {
    const cells = line.map((text, at) => {
      const isLabel = at % 2 === 0;
      // The last cell of a short line takes what is left.
      const span = at === line.length - 1 ? widths.length - at : 1;
      const width = widths.slice(at, at + span).reduce((sum, one) => sum + one, 0);
      return cell(
        text
          .split('\n')
          .map((part) =>
            paragraph(part, {
              size,
              ...(isLabel && { font: 'hei' as const, align: 'center' as const }),
              before: 2,
              after: 2,
            }),
          )
          .join(''),
        width,
        isLabel,
        span,
      );
    });
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.join('')}</w:tr>`;
  });
  return `${tableHead(widths)}${rows.join('')}</w:tbl>`;
}

function tableHead(widths: readonly number[]): string {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="404040"/>`;
  return `<w:tbl><w:tblPr><w:tblW w:w="${twips(whole)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${twips(width)}"/>`).join('')}</w:tblGrid>`;
}

function cell(content: string, width: number, isShaded = false, span = 1): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${twips(width)}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${isShaded ? '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F4"/>' : ''}<w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`;
}
