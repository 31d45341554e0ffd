/** The number of rules that the specification has in each family. New rules need no edit here. */
export const IN_CATALOGUE = { DAT: 16, CFG: 2, ORG: 19, MEC: 13, EDU: 17, DEV: 20, PRA: 5, EVA: 14, DEC: 8 };

/** Ids of these rules. */
export const CATALOGUED: readonly string[] = Object.entries(IN_CATALOGUE).flatMap(([letters, count]) =>
  Array.from({ length: count }, (_, index) => `${letters}-${String(index + 1).padStart(2, '0')}`),
);
