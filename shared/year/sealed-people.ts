import { sha256 } from '../domain/identity.ts';
import type { People } from '../domain/people.ts';
import type { ViolationBook } from '../ports.ts';
import type { Violation } from '../violations/lifecycle.ts';

/**
 * Salted digests, by the text that each replaces in a manifest: every text that identifies a student (学号, and the
 * fingerprint of a violation about one). The table is kept beside the seal, its salt nowhere: once a line is removed
 * from the table, nobody can trace its digest to anybody.
 */
export type SealedPeople = Readonly<Record<string, string>>;

const DIGITS = 24;
const DIGEST = /^#[0-9a-f]{24}$/;
/** Stands for any person when digests cannot be told apart. */
const SOMEBODY = '#';

/** Whether a part of a sealed subject stands for a person. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/**
 * The digests of everybody whom these violations name, and of the fingerprints of books about somebody.
 * @param salt a secret that is used only once
 * @param before digests of an earlier seal of the year: the same people keep them, which gives equal results equal
 *   hashes
 */
export function sealPeople(
  violations: readonly Pick<Violation, 'subject'>[],
  books: readonly Pick<ViolationBook, 'records'>[],
  { isNumber, isName }: People,
  salt: string,
  before: SealedPeople = {},
): SealedPeople {
  const digests = new Map<string, string>();
  const seal = (text: string): void => {
    digests.set(text, before[text] ?? `#${sha256(salt + text).slice(0, DIGITS)}`);
  };
  const isPerson = (text: string): boolean => isNumber(text) || isName(text);
  for (const { subject } of violations) for (const part of subject) if (isPerson(part)) seal(part);
  for (const { records } of books)
    for (const { subject, fingerprint } of records) if (subject.some(isPerson)) seal(fingerprint);
  return Object.fromEntries(digests);
}

/** A text as a manifest keeps it. */
export function sealedText(people: SealedPeople, text: string): string {
  return Object.hasOwn(people, text) ? (people[text] ?? text) : text;
}

/** The text that a digest stands for; the digest itself if the table is not available. */
export function unsealedTexts(people: SealedPeople): (text: string) => string {
  const texts = new Map(Object.entries(people).map(([text, digest]) => [digest, text]));
  return (text) => texts.get(text) ?? text;
}

/** A subject that shows that somebody is meant, but not who; from a manifest or recomputed. */
export function masked(subject: readonly string[], { isNumber, isName }: People): readonly string[] {
  return subject.map((part) => (isDigest(part) || isNumber(part) || isName(part) ? SOMEBODY : part));
}
