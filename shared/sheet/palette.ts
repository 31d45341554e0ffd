import type { Tone } from './image.ts';

/** Colours of output tabs, the same in every place: six hexadecimal digits. */

export interface Shade {
  readonly fill?: string;
  readonly text?: string;
  readonly bold?: boolean;
}

/** Tones differ in brightness too, so that they can be told apart in grey. */
export const TONES: Readonly<Record<Tone, Shade>> = {
  error: { fill: 'FBD9D5', text: '8E1B10' },
  warning: { fill: 'FFF0C2', text: '6B4E00' },
  hint: { fill: 'E3EEFA', text: '1F4E79' },
  waived: { fill: 'EDEDED', text: '636363' },
  good: { fill: 'E0F2E0', text: '1E5B24' },
  muted: { text: '767676' },
  subtotal: { fill: 'DDE3EA', bold: true },
  title: { bold: true },
};
export const HEADING: Shade = { fill: '1F4E79', text: 'FFFFFF', bold: true };
/** Heading of a column that belongs to the user. */
export const USER_HEADING: Shade = { fill: '7F6000', text: 'FFFFFF', bold: true };
export const LINK_TEXT = '0559AD';
/** Lines between cells. */
export const LINE = 'C9CED6';
export const TAB_COLOUR = '1F4E79';
/** The bar behind a number, which is written in black. */
export const BAR = '9DC3E6';
