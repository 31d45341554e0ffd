import { formatAcademicYear, formatDay } from '../../shared/domain/calendar.ts';
import type { Position } from '../../shared/domain/position.ts';
import type { Ports } from '../../shared/ports.ts';
import type { Reminder } from '../../shared/rules/frame/rule.ts';
import { coverageRates } from '../../shared/run/coverage-rates.ts';
import type { NightInput } from '../../shared/run/night.ts';
import type { CollegeOutcome, NightResult } from '../../shared/run/nightly.ts';
import { notCheckedLines } from '../../shared/run/not-checked.ts';
import type { Violation } from '../../shared/violations/lifecycle.ts';
import { type Difference, differenceOf } from './audit-difference.ts';

/** The machine-readable result (contract §3): keys and orders as there; `difference` only with `--dry-run`. */
export function auditJson(
  { night, ruleSet }: NightInput,
  result: NightResult,
  { store, workbooks }: Pick<Ports, 'store' | 'workbooks'>,
): Readonly<Record<string, unknown>> {
  const requests = store.requests();
  const { school, assessment, outcomes } = result;
  const { judgement, standings } = assessment;
  const shown = (college: string | null): boolean => night.only === null || college === night.only;
  const organizations = new Set(
    standings.filter(({ balance }) => shown(balance.college)).map(({ organization }) => organization),
  );
  const coverage = coverageRates(
    judgement.school,
    judgement.organizations.filter((scored) => shown(scored.college)),
    judgement.open,
    judgement.parameters,
  ).whole;
  const byId = [...standings]
    .filter(({ organization }) => organizations.has(organization))
    .sort((a, b) => (a.organization < b.organization ? -1 : 1));
  return {
    schema: 'xietong/audit/1',
    academicYear: formatAcademicYear(night.year),
    asOf: formatDay(night.asOf),
    ruleSet: ruleSet.version,
    scheme: school.scheme.version,
    runId: night.runId,
    workbooks: outcomes
      .filter(({ reading }) => shown(reading.registration.id))
      .map((outcome) => workbookJson(result, outcome, workbooks)),
    violations: judgement.violations.filter(({ college }) => shown(college)).map(violationJson),
    due: judgement.due.filter(({ college }) => shown(college)).map(dueJson),
    points: judgement.positions.filter(({ organization }) => organizations.has(organization)).map(pointJson),
    balances: byId.map(({ organization, balance }) => ({
      organisation: organization,
      kind: balance.kind,
      sections: balance.sections,
      total: balance.total,
    })),
    ranking: standings
      .filter(({ organization }) => organizations.has(organization))
      .map(({ pool, rank, tied, organization, balance, grade, note }) => ({
        pool,
        rank,
        tied,
        organisation: organization,
        total: balance.total,
        grade,
        note,
      })),
    ledger: {
      awards: assessment.awards,
      reversals: assessment.reversals,
      readRequests: requests.read,
      writeRequests: requests.write,
    },
    coverage: { 评测覆盖率: coverage.评测覆盖率, 承诺述诺率: coverage.承诺述诺率, 班子齐备率: coverage.班子齐备率 },
    ...(night.dryRun && { difference: differenceJson(differenceOf(result)) }),
  };
}

function workbookJson(
  result: NightResult,
  { reading, status, error, writes }: CollegeOutcome,
  { sent }: Ports['workbooks'],
): unknown {
  const { school, notChecked } = result.assessment.judgement;
  const { registration } = reading;
  const college = status === 'failed' ? undefined : school.colleges.find(({ id }) => id === registration.id);
  return {
    college: registration.id,
    name: registration.name,
    workbook: registration.workbook,
    status,
    error,
    rows: college
      ? Object.fromEntries(
          Object.values(college.tabs)
            .filter(({ present }) => present)
            .map(({ key, rows }) => [college.tabPlace(key).tab, rows.length]),
        )
      : {},
    notChecked: notCheckedLines(school, notChecked, registration.id),
    requests: sent?.(registration.workbook) ?? {
      read: reading.version === null && reading.error === null ? 0 : 1,
      write: writes,
    },
  };
}

function violationJson({
  id,
  rule,
  severity,
  college,
  at,
  subject,
  state,
  firstSeenOn,
  message,
  advice,
  basis,
  details,
}: Violation): unknown {
  return {
    id,
    rule,
    severity,
    college,
    tab: at.tab,
    row: at.row,
    column: at.column,
    subject,
    state,
    firstSeen: formatDay(firstSeenOn),
    message,
    advice,
    basis,
    details,
  };
}

function dueJson({ rule, college, dueOn, task, basis, typedAt, subject }: Reminder): unknown {
  const { tab, row, column } = typedAt;
  return { rule, college, dueOn: formatDay(dueOn), tab, row, column, subject, task, basis };
}

/** Keys of the contract are spelled as its text is; our own names are American. */
function differenceJson({ violations, organizations }: Difference): unknown {
  return {
    violations,
    organisations: organizations.map(({ organization, before, after }) => ({
      organisation: organization,
      before,
      after,
    })),
  };
}

function pointJson({ organization, section, item, activity, hundredths, counted, reason }: Position): unknown {
  return { organisation: organization, section, item, activity, hundredths, counted, reason };
}
