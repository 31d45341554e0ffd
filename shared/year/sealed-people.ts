import { sha256 } from '../domain/identity.ts';
import type { People } from '../domain/people.ts';
import type { ViolationBook } from '../ports.ts';
import type { Violation } from '../violations/lifecycle.ts';

/**
 * What stands in a manifest in the place of each text that says who a student is (学号, and the fingerprint of a violation
 * about one): a salted digest. The table is kept beside the seal and its salt nowhere, so that a line of it that is taken
 * away leaves a digest that nobody can trace to anybody.
 */
export type SealedPeople = Readonly<Record<string, string>>;

const DIGITS = 24;
const DIGEST = /^#[0-9a-f]{24}$/;
/** What stands for every person where digests cannot be told apart. */
const SOMEBODY = '#';

/** Whether a part of a sealed subject stands for a person. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/**
 * The digests of everybody whom these violations name, and of the fingerprints of books about somebody.
 * @param salt a secret that is used this once
 * @param before digests of an earlier seal of the year: the same people keep them, so that equal results have equal hashes
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

/** The text that a digest stands for; the digest itself where the table is not at hand. */
export function unsealedTexts(people: SealedPeople): (text: string) => string {
  const texts = new Map(Object.entries(people).map(([text, digest]) => [digest, text]));
  return (text) => texts.get(text) ?? text;
}

/** A subject of which one sees that somebody is meant, and not who; of a manifest or recomputed. */
export function masked(subject: readonly string[], { isNumber, isName }: People): readonly string[] {
  return subject.map((part) => (isDigest(part) || isNumber(part) || isName(part) ? SOMEBODY : part));
}
