/**
 * The one shape of a rule's test:
 *
 *   ruleTest(rule, {
 *     passes: { 'one class post beside the branch post': aSchool().holds('张三', 'C1', '班长') },
 *     fails: {
 *       'two class posts: the later row is the place': given(school).finds({
 *         at: '任职!B14',                          // or ['任职', ['C1', '班长'], '职务'], a tab alone: '活动台账'
 *         subject: ['41922001'],
 *         message: '…',                            // in full
 *         advice: '…', severity: '警告', basis: '…', college: 'JSJ', details: {…}    // where a case is about them
 *       }),
 *     },
 *     notChecked: { 'without 任职': aSchool().withoutTab('任职') },
 *   });
 *
 * The list of a failing case is exact and in the order of the sheet. A severity that is not given is the rule's own.
 * The first failing case is the example of the catalogue (infra/tools/generate.ts), so put the plainest one first.
 */
import { describe, expect, it } from 'vitest';
import type { Place } from '../../shared/domain/place.ts';
import type { Finding, Rule } from '../../shared/rules/frame/rule.ts';
import type { TestSchool } from './a-school.ts';
import type { RowKey } from './sheet.ts';

/** The finding that a case expects; fields that are left out are not compared. */
export interface Expected {
  readonly at: string | readonly [tab: string, key: RowKey, heading: string];
  /** Where to type the remedy (`承诺考评!B17`); `''` for the place of the fault itself. */
  readonly remedy?: string;
  readonly subject: readonly string[];
  readonly message: string;
  readonly advice?: string;
  readonly severity?: string;
  readonly basis?: string;
  readonly college?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface FailingCase {
  readonly school: TestSchool;
  readonly findings: readonly Expected[];
}

export interface RuleCases {
  readonly passes: Readonly<Record<string, TestSchool>>;
  readonly fails: Readonly<Record<string, FailingCase>>;
  /** The rule does not run, because a tab or a required heading is missing. */
  readonly notChecked?: Readonly<Record<string, TestSchool>>;
}

/** A school in which the rule finds exactly these. */
export function given(school: TestSchool): { finds(...findings: readonly Expected[]): FailingCase } {
  return { finds: (...findings) => ({ school, findings }) };
}

/** The cases of every rule whose test has been loaded, for the catalogue. */
export const CASES = new Map<Rule, RuleCases>();

// Not `Rule<unknown>`: a rule of any facts.
export function ruleTest(rule: Rule, cases: RuleCases): void {
  CASES.set(rule, cases);
  describe(`${rule.id} ${rule.title}`, () => {
    for (const [name, school] of Object.entries(cases.passes)) {
      it(`passes: ${name}`, () => {
        const { findings, notChecked, defects } = school.check([rule]);
        expect({ findings: findings.map(plain), notChecked, defects }).toEqual({
          findings: [],
          notChecked: [],
          defects: [],
        });
      });
    }
    for (const [name, { school, findings }] of Object.entries(cases.fails)) {
      it(`fails: ${name}`, () => {
        const found = school.findings(rule);
        const compared = found.map((finding, index) => pick(plain(finding), findings[index]));
        expect(compared).toEqual(findings.map((expected) => filled(expected, rule, school)));
      });
    }
    for (const [name, school] of Object.entries(cases.notChecked ?? {})) {
      it(`is not checked: ${name}`, () => {
        const { findings, notChecked, defects } = school.check([rule]);
        expect(findings.map(plain)).toEqual([]);
        expect(defects).toEqual([]);
        expect(notChecked.map((one) => one.rule)).toContain(rule.id);
      });
    }
  });
}

type Plain = Required<Omit<Expected, 'at'>> & { readonly at: string };

function plain({ at, remedy, subject, message, advice, severity, basis, college, details }: Finding): Plain {
  return {
    at: cellOf(at),
    remedy: remedy === null ? '' : cellOf(remedy),
    subject,
    message,
    advice,
    severity,
    basis,
    college,
    details,
  };
}

function cellOf({ tab, row, column }: Place): string {
  return row === null ? tab : `${tab}!${column ?? ''}${row}`;
}

/** Only the fields that the case names; all fields for an unexpected finding. */
function pick(finding: Plain, expected: Expected | undefined): Partial<Plain> {
  if (!expected) return finding;
  const { at, subject, message, severity } = finding;
  const others = (['remedy', 'advice', 'basis', 'college', 'details'] as const).filter((key) => key in expected);
  return { at, subject, message, severity, ...Object.fromEntries(others.map((key) => [key, finding[key]])) };
}

function filled({ at, ...rest }: Expected, rule: Rule, school: TestSchool): Partial<Plain> {
  const place = typeof at === 'string' ? at : school.place(...at);
  return { severity: rule.severity, ...rest, at: place };
}
