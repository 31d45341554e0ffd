import type { RawCell } from '../sheet/raw.ts';
import type { Fault } from './cell-type.ts';
import { textOf } from './grid.ts';
import { bareWord, likelyWord } from './likely.ts';
import { nearestWord } from './nearest.ts';
import { foldWord } from './normalize.ts';
import { LIST_JOINER, SIDES } from './tabs/marks.ts';

/** Further spellings of a word: spelling → word. */
export type Spellings<Word extends string> = Readonly<Record<string, Word>>;

/** The words of an enumeration with every spelling that a column accepts. */
export interface Choices<Word extends string> {
  readonly words: readonly Word[];
  /** Words by every spelling, folded. */
  readonly bySpelling: ReadonlyMap<string, Word>;
  find(text: string): Word | undefined;
  /** The `choice` fault for these items; `text` stays unset if it is the whole cell. */
  refuse(items: readonly string[], isWholeCell: boolean, readAs?: unknown): Fault;
}

/** Compared after NFKC, trimming and folding of white space; spellings not given here are not accepted. */
export function choicesOf<Word extends string>(words: readonly Word[], spellings: Spellings<Word> = {}): Choices<Word> {
  const pairs: readonly (readonly [string, Word])[] = [
    ...words.map((word) => [foldWord(word), word] as const),
    ...Object.entries(spellings).map(([spelling, word]) => [foldWord(spelling), word] as const),
  ];
  const bySpelling = new Map(pairs);
  let bare: typeof pairs | null = null;
  const bareSpellings = (): typeof pairs => {
    bare ??= pairs.map(([spelling, word]) => [bareWord(spelling), word] as const);
    return bare;
  };
  return {
    words,
    bySpelling,
    find: (text) => bySpelling.get(foldWord(text)),
    refuse: (items, isWholeCell, readAs) => ({
      fault: 'choice',
      ...nearestOf(items, pairs, bareSpellings()),
      allowed: words,
      ...(isWholeCell ? {} : { text: items.join(LIST_JOINER) }),
      ...(readAs === undefined ? {} : { readAs }),
    }),
  };
}

/** The nearest word to the first item; for a single item, also what it most likely means. */
function nearestOf(
  items: readonly string[],
  pairs: readonly (readonly [spelling: string, word: string])[],
  bare: readonly (readonly [spelling: string, word: string])[],
): Pick<Fault, 'nearest' | 'meant'> {
  const [first = ''] = items;
  const meant = items.length === 1 ? likelyWord(first, bare) : null;
  if (meant !== null) return { nearest: meant, meant };
  const typed = foldWord(first);
  return {
    nearest: nearestWord(
      typed,
      pairs.filter(([spelling]) => !isOtherSide(typed, spelling)),
    ),
  };
}

/** Whether the two name opposite sides, such as 党 and 团: however similar they look, neither is a slip for the other. */
function isOtherSide(typed: string, spelling: string): boolean {
  const says = (one: string, other: string): boolean =>
    [...SIDES].some((side) => one.includes(side) && !other.includes(side));
  return says(typed, spelling) && says(spelling, typed);
}

/** The word that a cell names. */
export function readChoice<Word extends string>(choices: Choices<Word>, cell: RawCell): Word | Fault {
  const text = textOf(cell);
  return choices.find(text) ?? choices.refuse([text], true);
}
