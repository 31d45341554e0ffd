import type { Tone } from '../../../../shared/sheet/image.ts';
import { HEADING, LINE, LINK_TEXT, TONES, USER_HEADING } from '../../../../shared/sheet/palette.ts';
import { mainNamespace } from '../package/namespaces.ts';
import { escapeXml } from '../package/text.ts';
import {
  append,
  attribute,
  childOf,
  childrenOf,
  type Element,
  insertBefore,
  outer,
  rootOf,
  setAttribute,
  wholeNumberIn,
} from '../package/xml.ts';

/** How a cell of an output tab looks. */
export interface Look {
  readonly tone: Tone | null;
  readonly heading: boolean;
  /** Heading of a column that belongs to the user. */
  readonly userHeading: boolean;
  readonly link: boolean;
  readonly small: boolean;
  readonly wrap: boolean;
  /** A page to be read has no grid of borders. */
  readonly plain: boolean;
  readonly unlocked: boolean;
  /** Number format; 49 is text, 0 general. */
  readonly format: number;
}

/** Built-in number formats. */
export const FORMAT = { text: 49, integer: 1, points: 2, percent: 10 } as const;

const FORMATS_OF_NUMBERS: ReadonlySet<number> = new Set([FORMAT.integer, FORMAT.points, FORMAT.percent]);

/** Colours as the format writes them, opaque. */
const argb = (colour: string): string => `FF${colour}`;

/** Gives style numbers for looks, and the styles part that holds them. */
export interface StyleBook {
  styleOf(look: Look): number;
  /** Number format of a style of the file. */
  formatOf(style: number): number;
  /** The part with what has been added; the same text where nothing was. */
  xml(): string;
}

/** A styles part that says nothing yet. */
export function emptyStyles(strict: boolean): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${mainNamespace(strict)}"/>`;
}

/** The font of a file that has none. */
const FIRST_FONT = { sz: '11', name: '等线', family: '2' } as const;

/** What must stand in a list before anything of ours: numbers 0 (and of fills 1) are those of cells without a style. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  fonts: [
    `<font><sz val="${FIRST_FONT.sz}"/><name val="${FIRST_FONT.name}"/><family val="${FIRST_FONT.family}"/></font>`,
  ],
  fills: ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'],
  borders: ['<border><left/><right/><top/><bottom/><diagonal/></border>'],
  cellStyleXfs: ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
  cellXfs: ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'],
};

/** Order of the lists in the part. */
const LISTS = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs'];

/** A list of the part: its items, and those to be appended. */
interface StyleList {
  readonly forms: Map<string, number>;
  readonly length: number;
  readonly added: string[];
  readonly prefix: string;
}

export function openStyles(source: string): StyleBook {
  const root = rootOf(source);
  const lists = new Map<string, StyleList>();
  for (const list of Object.keys(FIRST)) {
    const found = childOf(source, root, list);
    const items = found === null ? [] : childrenOf(source, found);
    // Of two equal items the first is used.
    const forms = new Map(items.map((item, at) => [canonical(outer(source, item)), at] as const).reverse());
    lists.set(list, { forms, length: items.length, added: [], prefix: found?.prefix ?? root.prefix });
  }
  const font0 = firstFont(source);
  const looks = new Map<number, number>();
  const formats = xfs(source).map((style) => wholeNumberIn(style, 'numFmtId') ?? 0);

  /** Position of an item in a list, put in at the end where the list lacks it. */
  const place = (list: string, item: string): number => {
    const { forms, added, length, prefix } = lists.get(list)!;
    const form = canonical(item);
    const known = forms.get(form);
    if (known !== undefined) return known;
    const at = length + added.length;
    added.push(prefix === '' ? item : item.replace(/<(\/?)(?=[a-z])/gi, `<$1${prefix}`));
    forms.set(form, at);
    return at;
  };
  /** Fills what a part leaves out that has little or nothing in its lists: ours would stand for cells without a style. */
  const seed = (): void => {
    for (const [list, items] of Object.entries(FIRST)) {
      const { added, length } = lists.get(list)!;
      for (const item of items.slice(length + added.length)) place(list, item);
    }
  };

  return {
    styleOf(look) {
      const key = keyOf(look);
      const known = looks.get(key);
      if (known !== undefined) return known;
      if (looks.size === 0) seed();
      const font = place('fonts', fontOf(look, font0));
      const fill = place('fills', fillOf(look));
      const border = place('borders', borderOf(look));
      const style = place('cellXfs', styleXml(look, font, fill, border));
      formats[style] = look.format;
      looks.set(key, style);
      return style;
    },
    formatOf: (style) => formats[style] ?? 0,
    xml: () => [...lists].reduce((xml, [list, { added }]) => appendToList(xml, list, added), source),
  };
}

const TONE_NAMES = Object.keys(TONES) as readonly Tone[];

/** A number for each look: every cell needs one, and building a text would take longer than writing the cell. */
function keyOf({ tone, heading, userHeading, link, small, wrap, plain, unlocked, format }: Look): number {
  const shade = tone === null ? 0 : TONE_NAMES.indexOf(tone) + 1;
  const flags =
    (heading ? 1 : 0) +
    (userHeading ? 2 : 0) +
    (link ? 4 : 0) +
    (small ? 8 : 0) +
    (wrap ? 16 : 0) +
    (plain ? 32 : 0) +
    (unlocked ? 64 : 0);
  return (format * (TONE_NAMES.length + 1) + shade) * 128 + flags;
}

function xfs(xml: string): Element[] {
  const list = childOf(xml, rootOf(xml), 'cellXfs');
  return list === null ? [] : childrenOf(xml, list);
}

/** Font of the file's plain cells: output tabs look like the rest of the workbook. */
function firstFont(xml: string): Readonly<Record<string, string>> {
  const fonts = childOf(xml, rootOf(xml), 'fonts');
  const font = fonts === null ? undefined : childrenOf(xml, fonts)[0];
  if (font === undefined) return FIRST_FONT;
  const found: Record<string, string> = { sz: FIRST_FONT.sz };
  for (const child of childrenOf(xml, font)) {
    const value = attribute(child, 'val');
    if (value !== null && ['sz', 'name', 'family', 'charset'].includes(child.name)) found[child.name] = value;
  }
  return found;
}

/** Points more or less than the workbook's own letters. */
const TITLE_SIZE = 3;
const SMALL_SIZE = -2;

function fontOf(look: Look, base: Readonly<Record<string, string>>): string {
  const tone = look.tone === null ? {} : TONES[look.tone];
  const heading = look.userHeading ? USER_HEADING : look.heading ? HEADING : null;
  const colour = heading?.text ?? (look.link ? LINK_TEXT : tone.text);
  const size = (Number(base.sz) || 11) + (look.tone === 'title' ? TITLE_SIZE : 0) + (look.small ? SMALL_SIZE : 0);
  const item = (name: string, value: string | undefined) =>
    value === undefined ? '' : `<${name} val="${escapeXml(value)}"/>`;
  return [
    '<font>',
    heading !== null || tone.bold === true ? '<b/>' : '',
    look.link && heading === null ? '<u/>' : '',
    item('sz', String(size)),
    colour === undefined ? '' : `<color rgb="${argb(colour)}"/>`,
    item('name', base.name),
    item('family', base.family),
    item('charset', base.charset),
    '</font>',
  ].join('');
}

function fillOf(look: Look): string {
  const heading = look.userHeading ? USER_HEADING : look.heading ? HEADING : null;
  const colour = heading?.fill ?? (look.tone === null ? undefined : TONES[look.tone].fill);
  return colour === undefined
    ? '<fill><patternFill patternType="none"/></fill>'
    : `<fill><patternFill patternType="solid"><fgColor rgb="${argb(colour)}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function borderOf(look: Look): string {
  if (look.plain) return '<border><left/><right/><top/><bottom/><diagonal/></border>';
  const side = (name: string) => `<${name} style="thin"><color rgb="${argb(LINE)}"/></${name}>`;
  return `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`;
}

/** Numbers in a table keep clear of the words in the next column; on a page a word in their column stands where they stand. */
function alignmentOf(look: Look): string {
  if (look.heading) return ' horizontal="center"';
  if (!FORMATS_OF_NUMBERS.has(look.format)) return '';
  return look.plain ? ' horizontal="right"' : ' horizontal="right" indent="1"';
}

function styleXml(look: Look, font: number, fill: number, border: number): string {
  const horizontal = alignmentOf(look);
  const wrap = look.wrap || look.heading ? ' wrapText="1"' : '';
  const vertical = look.heading ? 'center' : 'top';
  const protection = look.unlocked ? '<protection locked="0"/>' : '';
  return (
    `<xf numFmtId="${look.format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1"` +
    ` applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${protection === '' ? '' : ' applyProtection="1"'}>` +
    `<alignment${horizontal} vertical="${vertical}"${wrap}/>${protection}</xf>`
  );
}

/**
 * One form for items that mean the same, whoever wrote them: Excel saves our items back with other spaces and
 * flags, and they must be found again, or the list would grow with every run.
 */
function canonical(item: string): string {
  return item
    .replace(/<(\/?)[\w.-]+:/g, '<$1')
    .replace(
      /<([\w.-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g,
      (_, name: string, raw: string, slash: string) => {
        const attributes = [...raw.matchAll(/(?<![\w.:-])([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)]
          .filter(([, key]) => !key!.startsWith('apply') && key !== 'quotePrefix' && key !== 'pivotButton')
          .map(([, key, double, single]) => `${key}=${double ?? single}`)
          .sort();
        return `<${[name, ...attributes].join(' ')}${slash}>`;
      },
    )
    .replace(/>\s+</g, '><')
    .replace(/<([\w.-]+)([^<>]*?)><\/\1>/g, '<$1$2/>')
    .replace(/<(scheme|family|charset) [^>]*\/>/g, '');
}

function appendToList(xml: string, list: string, items: readonly string[]): string {
  if (items.length === 0) return xml;
  const root = rootOf(xml);
  const found = childOf(xml, root, list);
  if (found === null) {
    const later = childrenOf(xml, root).find(
      (child) => LISTS.indexOf(child.name) > LISTS.indexOf(list) || !LISTS.includes(child.name),
    );
    const whole = `<${root.prefix}${list} count="${items.length}">${items.join('')}</${root.prefix}${list}>`;
    return insertBefore(xml, root, later, whole);
  }
  const count = childrenOf(xml, found).length + items.length;
  const longer = append(xml, found, items.join(''));
  return setAttribute(longer, childOf(longer, rootOf(longer), list)!, 'count', String(count));
}
