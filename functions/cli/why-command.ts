import { formatAcademicYear } from '../../shared/domain/calendar.ts';
import { formatHundredths } from '../../shared/domain/points.ts';
import type { Balance } from '../../shared/domain/position.ts';
import { Refused } from '../../shared/ports.ts';
import { storedStandings } from '../../shared/run/stored-standings.ts';
import type { Environment } from '../env.ts';
import { readPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { openStore } from '../wiring.ts';
import { asOfDay, auditedYear, type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { history, statement, statementJson } from './statement.ts';

export interface StatementOptions extends CommonOptions {
  readonly place: string;
}

/** `why` and `history`: an organization's account, from the ledger; `why` also gives its rank and what holds its grade down. */
export async function statementCommand(
  kind: 'why' | 'history',
  organization: string,
  options: StatementOptions,
  environment: Environment,
): Promise<ExitCode> {
  const year = auditedYear(options, asOfDay(options));
  const place = readPlace(options.place, environment);
  const { store, close } = await openStore(place.stateFolder, environment, { readOnly: true });
  try {
    const settlements = await store.ledger.settlements(year, organization);
    const balance = (await store.ledger.balances(year)).find((candidate) => candidate.organization === organization);
    if (settlements.length === 0) {
      if (balance !== undefined) throw new Refused(purgedWords(balance));
      throw new UsageError(
        `账本里没有组织“${organization}”在 ${year}-${year + 1} 学年的记录。请核对组织编号，或先运行 audit。`,
      );
    }
    const standings = kind === 'why' ? await storedStandings({ store }, year) : [];
    const standing = standings.find((candidate) => candidate.organization === organization) ?? null;
    if (options.json !== undefined)
      writeJson(options.json, {
        schema: `xietong/${kind}/1`,
        organisation: organization,
        ...statementJson(balance, settlements, standing),
      });
    const name = balance?.name ?? organization;
    say(
      options,
      kind === 'why' ? statement(organization, name, settlements, standing) : history(organization, name, settlements),
    );
    return ExitCode.done;
  } finally {
    await close();
  }
}

/** An account without entries belongs to a year that was purged. */
function purgedWords({ organization, name, year, total }: Balance): string {
  return `${formatAcademicYear(year)} 学年的明细已经清除，${name}（${organization}）只留下总分 ${formatHundredths(total)} 分。`;
}
