import { Severity, ViolationState } from '../../shared/domain/vocabulary.ts';
import { RULES } from '../../shared/rules/index.ts';
import { type NightResult, nightly } from '../../shared/run/nightly.ts';
import type { Environment } from '../env.ts';
import { openNight } from '../open-night.ts';
import { readPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { openPorts } from '../wiring.ts';
import { auditJson } from './audit-json.ts';
import { auditText } from './audit-text.ts';
import { changedSettings } from './changed-settings.ts';
import { asOfDay, auditedYear, BY_HAND, type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { leavePages } from './leave-pages.ts';
import { onlyCollege } from './only-college.ts';
import { progressTo, waitingWords } from './progress.ts';
import { leaveTrial } from './trial-workbook.ts';

const RULE_IDS = RULES.map(({ id }) => id);

export interface AuditOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly only?: string;
  readonly failOn?: string;
}

/** Something was not done: a workbook not processed, a row of 学院登记 not read, or a defect of ours. */
export function someFailed({ school, outcomes, schoolOutcome, assessment }: NightResult): boolean {
  return (
    assessment.incomplete ||
    schoolOutcome.error !== null ||
    outcomes.some(({ error }) => error !== null) ||
    school.settings.registrationFaults.length > 0
  );
}

/** `audit PLACE`: the nightly job, once. */
export async function auditCommand(
  argument: string,
  options: AuditOptions,
  environment: Environment,
): Promise<ExitCode> {
  const failOn = failOnOf(options.failOn);
  const place = readPlace(argument, environment);
  const asOf = asOfDay(options);
  const dryRun = options.dryRun === true;
  const { ports, close } = await openPorts(place, environment, { readOnly: dryRun, ...waitingWords(options) });
  try {
    const only =
      options.only === undefined ? null : await onlyCollege(ports.workbooks, place.schoolWorkbook, options.only);
    const input = openNight({
      schoolWorkbook: place.schoolWorkbook,
      trigger: 'command',
      nextRun: BY_HAND,
      asOf,
      year: auditedYear(options, asOf),
      only,
      dryRun,
      progress: progressTo(process.stderr, options.quiet === true),
    });
    const result = await nightly(ports, input);
    if (options.json !== undefined) writeJson(options.json, auditJson(input, result, ports));
    const settings = dryRun ? await changedSettings(ports.store, result, RULE_IDS) : [];
    say(options, auditText(input, result, settings));
    await leavePages(place, ports, input, result, (line) => say(options, line));
    // A program that reads standard output gets no file.
    if (dryRun && options.json !== '-')
      say(
        options,
        `逐个组织、逐条问题的对照见“${await leaveTrial(ports.store, input, result, settings, options.json)}”。`,
      );
    return exitCodeOf(result, failOn);
  } finally {
    await close();
  }
}

function failOnOf(value: string | undefined): readonly Severity[] {
  if (value === undefined) return [];
  if (value === Severity.error) return [Severity.error];
  if (value === Severity.warning) return [Severity.error, Severity.warning];
  throw new UsageError(`--fail-on 只能是“错误”或“警告”，不能是“${value}”。`);
}

function exitCodeOf(result: NightResult, failOn: readonly Severity[]): ExitCode {
  const { assessment } = result;
  if (someFailed(result)) return ExitCode.someFailed;
  const isOpen = assessment.judgement.violations.some(
    ({ severity, state }) => failOn.includes(severity) && state !== ViolationState.waived,
  );
  return isOpen ? ExitCode.violationsOpen : ExitCode.done;
}
