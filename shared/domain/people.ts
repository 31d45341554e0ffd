import type { School } from './assembled.ts';
import { PSEUDONYM } from './vocabulary.ts';

/** Recognises people in stored texts: the store names students by 学号, never by name (trust.md §5). */

/** A 学号 or 工号 in the form that universities use, even if 花名册 does not list it. */
const NUMBER = /^\d{6,20}$/;
/** The key of a row without a complete key of its own: a hash over cells that may name somebody. */
const ROW_HASH = /^[0-9a-f]{12}$/;

/** Recognises texts that identify somebody. */
export interface People {
  /** A 学号, what looks like one, a pseudonym, or the hash of a row. */
  isNumber(text: string): boolean;
  /** 姓名 of somebody in 花名册. */
  isName(text: string): boolean;
}

/** The people of a school; 花名册 is read through once, when the first text is checked. */
export function peopleOf({ colleges }: Pick<School, 'colleges'>): People {
  let known: { readonly ids: ReadonlySet<string>; readonly names: ReadonlySet<string> } | null = null;
  const people = () => {
    if (known !== null) return known;
    const [ids, names] = [new Set<string>(), new Set<string>()];
    for (const { all } of colleges)
      for (const { id, name } of all.students) {
        if (typeof id === 'string') ids.add(id);
        if (typeof name === 'string') names.add(name);
      }
    known = { ids, names };
    return known;
  };
  return {
    isNumber: (text) =>
      NUMBER.test(text) || ROW_HASH.test(text) || text.startsWith(PSEUDONYM) || people().ids.has(text),
    isName: (text) => people().names.has(text),
  };
}
