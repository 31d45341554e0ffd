import type { RawCell } from '../ports.ts';
import { isBlankWord } from './grid.ts';

/**
 * The fast path of a cell type as data, so that one function with one shape reads a hundred thousand rows: calls
 * through a dozen closures cost more than the reading itself.
 */
export interface Quick {
  readonly way: QuickWay;
  readonly min: number;
  readonly max: number;
  readonly words: readonly string[];
  readonly byWord: ReadonlyMap<string, unknown>;
  readonly read: (cell: string) => unknown;
}

const QuickWay = { text: 0, id: 1, whole: 2, number: 3, fewWords: 4, manyWords: 5, special: 6 } as const;
type QuickWay = (typeof QuickWay)[keyof typeof QuickWay];

/** Longest list of words that is searched from the front. */
const FEW = 8;

const none: Quick = {
  way: QuickWay.text,
  min: 0,
  max: 0,
  words: [],
  byWord: new Map(),
  read: () => undefined,
};

export const quickText: Quick = none;
export const quickId: Quick = { ...none, way: QuickWay.id };
export const quickNumber: Quick = { ...none, way: QuickWay.number };

/** Whole number cells from `min` to `max`. */
export function quickWhole(min: number, max: number): Quick {
  return { ...none, way: QuickWay.whole, min, max };
}

/** Words that stand for themselves. */
export function quickWords(words: readonly string[]): Quick {
  const byWord = new Map(words.map((word) => [word, word]));
  return { ...none, way: words.length <= FEW ? QuickWay.fewWords : QuickWay.manyWords, words, byWord };
}

/** Texts with a value each. */
export function quickMap(byWord: ReadonlyMap<string, unknown>): Quick {
  return { ...none, way: QuickWay.manyWords, byWord };
}

/** Texts that a function knows; it gives `undefined` for all that is not canonical. */
export function quickSpecial(read: (cell: string) => unknown): Quick {
  return { ...none, way: QuickWay.special, read };
}

/** The value of a canonical cell; `undefined` leaves the cell to the codec. Blank words always go there. */
export function quickRead(quick: Quick, cell: RawCell): unknown {
  switch (quick.way) {
    case QuickWay.whole:
      return typeof cell === 'number' && cell >= quick.min && cell <= quick.max && Number.isInteger(cell)
        ? cell
        : undefined;
    case QuickWay.id:
      return quickIdOf(cell);
    case QuickWay.text:
      return typeof cell === 'string' && isPlainText(cell) ? cell : undefined;
    case QuickWay.fewWords:
      return quickWordOf(quick.words, cell);
    case QuickWay.manyWords:
      return typeof cell === 'string' ? quick.byWord.get(cell) : undefined;
    case QuickWay.number:
      return typeof cell === 'number' && Number.isFinite(cell) ? cell : undefined;
    default:
      return typeof cell === 'string' ? quick.read(cell) : undefined;
  }
}

/** ASCII without white space, or Chinese characters: the same after trimming, folding and NFKC; no blank word. */
export function isPlainId(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x20 && code < 0x7f) continue;
    if (code < 0x4e00 || code > 0x9fff) return false;
  }
  return text.length > 2 || (text.length > 0 && !isBlankWord(text));
}

/** Text that trimming and folding leave as it is; no blank word. */
function isPlainText(text: string): boolean {
  let before = 0x20;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 0x20) {
      if (code !== 0x20 || before === 0x20) return false;
    } else if (code >= 0x7f && !(code > 0x3000 && code < 0xfeff) && !isPunctuation(code)) return false;
    before = code;
  }
  return before !== 0x20 && (text.length > 2 || !isBlankWord(text));
}

/** Dashes, quotation marks, dots. */
function isPunctuation(code: number): boolean {
  return code >= 0x2010 && code <= 0x2027;
}

function quickIdOf(cell: RawCell): string | undefined {
  if (typeof cell === 'string') return isPlainId(cell) ? cell : undefined;
  return typeof cell === 'number' && Number.isSafeInteger(cell) ? String(cell) : undefined;
}

function quickWordOf(words: readonly string[], cell: RawCell): string | undefined {
  for (let i = 0; i < words.length; i++) if (words[i] === cell) return words[i];
  return undefined;
}
