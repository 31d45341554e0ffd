import { COMPOUND_SURNAMES } from '../domain/vocabulary.ts';

/** A name for public notice: the surname, and a star for every further character (张*, 欧阳**); 学号 is not shown. */
export function maskName(name: string): string {
  const characters = [...name.replaceAll(/\s/g, '')];
  if (characters.length === 0) return '';
  const surname = characters.length > 2 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join('')) ? 2 : 1;
  return characters.slice(0, surname).join('') + '*'.repeat(Math.max(1, characters.length - surname));
}
