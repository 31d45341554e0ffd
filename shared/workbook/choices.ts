import type { RawCell } from '../sheet/raw.ts';
import type { Fault } from './cell-type.ts';
import { textOf } from './grid.ts';
import { nearestWord } from './nearest.ts';
import { foldWord } from './normalize.ts';
import { LIST_JOINER } from './tabs/marks.ts';

/** Further spellings of a word: spelling → word. */
export type Spellings<Word extends string> = Readonly<Record<string, Word>>;

/** The words of an enumeration with every spelling that a column accepts. */
export interface Choices<Word extends string> {
  readonly words: readonly Word[];
  /** Words by every spelling, folded. */
  readonly bySpelling: ReadonlyMap<string, Word>;
  find(text: string): Word | undefined;
  /** The `choice` fault for these items; `text` stays open where it is the whole cell. */
  refuse(items: readonly string[], isWholeCell: boolean, readAs?: unknown): Fault;
}

/** Compared after NFKC, trimmed, white space folded; a spelling that is not named here is not accepted. */
export function choicesOf<Word extends string>(words: readonly Word[], spellings: Spellings<Word> = {}): Choices<Word> {
  const pairs: readonly (readonly [string, Word])[] = [
    ...words.map((word) => [foldWord(word), word] as const),
    ...Object.entries(spellings).map(([spelling, word]) => [foldWord(spelling), word] as const),
  ];
  const bySpelling = new Map(pairs);
  return {
    words,
    bySpelling,
    find: (text) => bySpelling.get(foldWord(text)),
    refuse: (items, isWholeCell, readAs) => ({
      fault: 'choice',
      nearest: nearestWord(foldWord(items[0] ?? ''), pairs),
      allowed: words,
      ...(isWholeCell ? {} : { text: items.join(LIST_JOINER) }),
      ...(readAs === undefined ? {} : { readAs }),
    }),
  };
}

/** The word that a cell names. */
export function readChoice<Word extends string>(choices: Choices<Word>, cell: RawCell): Word | Fault {
  const text = textOf(cell);
  return choices.find(text) ?? choices.refuse([text], true);
}
