import { largest } from '../domain/extremes.ts';
import { BLANK_WORDS } from '../domain/vocabulary.ts';
import type { RawCell } from '../sheet/raw.ts';
import { hasLostDigits } from './number-text.ts';

/**
 * The fast path of a cell type as data, so that one function of one shape reads a hundred thousand rows: calls through
 * a dozen closures cost more than the reading itself. Without it, 100,000 rows of 花名册 take 2.7 s instead of 0.2 s
 * (Node 24, medians of alternating processes).
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
/** Longer texts need not be compared with the blank words. */
const LONGEST_BLANK_WORD = largest(
  0,
  BLANK_WORDS.map(({ length }) => length),
);

const NO_WORDS: ReadonlyMap<string, unknown> = new Map();
const NO_SPELLINGS: ReadonlyMap<string, string> = new Map();

/** One literal for all, so the hot loop sees objects of one shape. */
function quick(way: QuickWay, facts: Partial<Quick> = {}): Quick {
  const { min = 0, max = 0, words = [], byWord = NO_WORDS, read = () => undefined } = facts;
  return { way, min, max, words, byWord, read };
}

export const quickText: Quick = quick(QuickWay.text);
export const quickId: Quick = quick(QuickWay.id);
export const quickNumber: Quick = quick(QuickWay.number);

/** Whole number cells from `min` to `max`. */
export function quickWhole(min: number, max: number): Quick {
  return quick(QuickWay.whole, { min, max });
}

/** The same, plus texts that a function recognises. */
export function quickWholeOr(min: number, max: number, read: (cell: string) => number | undefined): Quick {
  return quick(QuickWay.whole, { min, max, read });
}

/** Words that stand for themselves, and other spellings of them. */
export function quickWords(words: readonly string[], bySpelling: ReadonlyMap<string, string> = NO_SPELLINGS): Quick {
  if (words.length <= FEW) return quick(QuickWay.fewWords, { words, byWord: bySpelling });
  return quickMap(new Map([...words.map((word) => [word, word] as const), ...bySpelling]));
}

/** Texts, each with a value. */
export function quickMap(byWord: ReadonlyMap<string, unknown>): Quick {
  return quick(QuickWay.manyWords, { byWord });
}

/** Texts that a function recognises; it gives `undefined` for anything not canonical. */
export function quickSpecial(read: (cell: string) => unknown): Quick {
  return quick(QuickWay.special, { read });
}

/** The value of a canonical cell; `undefined` leaves the cell to the codec. Blank words always go there. */
export function quickRead(quick: Quick, cell: RawCell): unknown {
  if (typeof cell === 'number') return quickNumberOf(quick, cell);
  if (typeof cell !== 'string') return undefined;
  switch (quick.way) {
    case QuickWay.id:
      return isPlainId(cell) && !isMaybeScientific(cell) ? cell : undefined;
    case QuickWay.text:
      return isPlainText(cell) ? cell : undefined;
    case QuickWay.fewWords:
      return quickWordOf(quick.words, cell) ?? quick.byWord.get(cell);
    case QuickWay.manyWords:
      return quick.byWord.get(cell);
    case QuickWay.special:
    case QuickWay.whole:
      return quick.read(cell);
    default:
      return undefined;
  }
}

/** A signed zero is a zero: the texts of readings do not keep the sign. */
function quickNumberOf({ way, min, max }: Quick, cell: number): number | string | undefined {
  if (way === QuickWay.whole) return cell >= min && cell <= max && Number.isInteger(cell) ? cell + 0 : undefined;
  if (way === QuickWay.number) return Number.isFinite(cell) ? cell + 0 : undefined;
  return way === QuickWay.id && !hasLostDigits(cell) && Number.isInteger(cell) ? String(cell) : undefined;
}

function quickWordOf(words: readonly string[], cell: string): string | undefined {
  for (let i = 0; i < words.length; i++) if (words[i] === cell) return words[i];
  return undefined;
}

/** ASCII without white space, or Chinese characters: unchanged by trimming, folding and NFKC, and not a blank word. */
export function isPlainId(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x20 && code < 0x7f) continue;
    if (code < 0x4e00 || code > 0x9fff) return false;
  }
  return text.length > LONGEST_BLANK_WORD || (text.length > 0 && !BLANK_WORDS.includes(text));
}

/** `4.1924E+07` and similar texts: a digit first, a letter E and a point or a sign. */
function isMaybeScientific(text: string): boolean {
  const second = text.charCodeAt(1);
  return (second === 0x2e || second === 0x45 || second === 0x65) && /^\d.*[.+]/.test(text);
}

/** Text that trimming and folding leave unchanged, and not a blank word. */
function isPlainText(text: string): boolean {
  if (text.length <= LONGEST_BLANK_WORD) return isPlainId(text);
  let before = 0x20;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 0x20) {
      if (code !== 0x20 || before === 0x20) return false;
    } else if (code >= 0x7f && !isPlainWide(code) && !isPunctuation(code)) return false;
    before = code;
  }
  return before !== 0x20;
}

/** Chinese characters, their punctuation and full-width forms, but not the invisible filler among them. */
function isPlainWide(code: number): boolean {
  return (code > 0x3000 && code < 0xd800 && code !== 0x3164) || (code > 0xff00 && code < 0xff5f);
}

/** Dashes, quotation marks, dots. */
function isPunctuation(code: number): boolean {
  return code === 0xb7 || (code >= 0x2010 && code <= 0x2027);
}
