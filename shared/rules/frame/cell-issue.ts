import type { CellIssue } from '../../domain/parsed.ts';
import type { Severity } from '../../domain/vocabulary.ts';
import { rowWords } from '../words/row-words.ts';
import { workbookSpecification } from './regulations.ts';
import { defineRule } from './rule.ts';

/** The facts about a faulty cell. */
export interface CellFacts {
  /** The row for messages. */
  readonly row: string;
  readonly heading: string;
  /** Content of the cell; empty if blank. */
  readonly value: string;
}

interface CellIssueRule<More> {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly kind: CellIssue['kind'];
  readonly facts: (issue: CellIssue) => More;
  message(facts: CellFacts & More): string;
  advice(facts: CellFacts & More): string;
}

/**
 * A cell that the reading of the sheet found faulty (CellIssue): the rule only words it. Every row is judged, including
 * those of 撤销 organizations and of students who are not 在读 (rules.md §4).
 */
export function cellIssueRule<More>({ id, title, severity, kind, facts, ...words }: CellIssueRule<More>) {
  return defineRule({
    id,
    title,
    severity,
    basis: [workbookSpecification],
    needs: [],
    reads: [],
    *check({ college, school }) {
      for (const issue of college.issues) {
        if (issue.kind !== kind || issue.heading === null) continue;
        const { tab } = college.tabPlace(issue.tab);
        yield {
          at: { tab, row: issue.row, column: issue.column },
          subject: [tab, ...issue.key, issue.heading],
          facts: {
            row: rowWords(college, school, issue),
            heading: issue.heading,
            value: issue.text,
            ...facts(issue),
          },
        };
      }
    },
    ...words,
  });
}
