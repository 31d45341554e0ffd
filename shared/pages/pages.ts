import { factsOf } from './facts.ts';
import { collegePageFile, INDEX_FILE, organizationPageFile } from './files.ts';
import { type Page, pageOf, printOf } from './frame.ts';
import { hiderOf } from './hidden-ids.ts';
import type { PagesInput } from './input.ts';
import { organizationPage } from './organization-page.ts';
import { collegePage, schoolPage } from './overview-pages.ts';

/** Replaces a 学号 in a text. */
const HIDDEN = '［学号］';

/** All pages of a school, one after another: never all of them in memory at once. */
export function* pagesOf(input: PagesInput): Generator<Page> {
  const facts = factsOf(input);
  const print = printOf(input, hiderOf(input.school, HIDDEN), 'linked');
  yield pageOf(INDEX_FILE, schoolPage(facts), print);
  for (const college of input.colleges) {
    if (!college.hasPage) continue;
    yield pageOf(collegePageFile(college.id), collegePage(facts, college), print);
    for (const scored of facts.organizationsOf.get(college.id) ?? [])
      yield pageOf(organizationPageFile(scored.id), organizationPage(facts, scored), print);
  }
}

/**
 * The page of the school and of each college, each by itself: without links to others, so whoever receives one receives
 * nothing else. No 成绩单, which is the only page with names of people.
 */
export function* pagesAlone(input: PagesInput): Generator<Page> {
  const facts = factsOf(input);
  const print = printOf(input, hiderOf(input.school, HIDDEN), 'alone');
  yield pageOf(INDEX_FILE, schoolPage(facts), print);
  for (const college of input.colleges)
    if (college.hasPage) yield pageOf(collegePageFile(college.id), collegePage(facts, college), print);
}
