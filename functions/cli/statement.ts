import { formatDay } from '../../shared/domain/calendar.ts';
import { formatHundredths } from '../../shared/domain/points.ts';
import type { Balance, Entry, Settlement } from '../../shared/domain/position.ts';
import { SECTIONS } from '../../shared/domain/vocabulary.ts';
import { inForceOf } from '../../shared/ledger/in-force.ts';
import { sumOf } from '../../shared/ledger/settle.ts';
import type { Standing } from '../../shared/ranking/rank.ts';
import { heldDownWords, standingNote } from '../../shared/report/standing-words.ts';
import { shanghaiMinute } from '../clock.ts';

/** `why`: an organization's account as a person reads it, section by section, every point with its reason. */
export function statement(
  organization: string,
  name: string,
  settlements: readonly Settlement[],
  standing: Standing | null,
): string {
  const entries = inForceOf(settlements);
  const { sections, adjustments, total } = sumOf(settlements.flatMap(({ entries }) => entries));
  const lines = [`${name}（${organization}）总分 ${formatHundredths(total)}`, ...standingLines(standing)];
  for (const section of SECTIONS) {
    const own = entries.filter((entry) => entry.section === section && entry.kind !== 'adjustment');
    if (own.length === 0) continue;
    lines.push('', `【${section}】${formatHundredths(sections[section])} 分`);
    for (const entry of own.sort(byItemThenDay)) lines.push(entryLine(entry));
  }
  if (adjustments !== 0) {
    lines.push('', `【申诉调整】${formatHundredths(adjustments)} 分`);
    for (const entry of entries) if (entry.kind === 'adjustment') lines.push(entryLine(entry));
  }
  return lines.join('\n');
}

/** Its rank, and why its grade is not higher. */
function standingLines(standing: Standing | null): readonly string[] {
  if (standing === null) return [];
  const { pool, rank, grade, note, heldDown } = standing;
  const place =
    rank === null ? (note ?? '') : `第 ${rank} 名${note === null ? '' : `（${note}）`}，等次 ${grade ?? '无'}`;
  return [`${pool}：${place}`, ...(heldDown === null ? [] : [`${heldDownWords(heldDown)}。`])];
}

/** `history`: every settlement, oldest first: when, why (versions), what was added and what was removed. */
export function history(organization: string, name: string, settlements: readonly Settlement[]): string {
  const lines = [`${name}（${organization}）记账历史，共 ${settlements.length} 次`];
  let before: Settlement | null = null;
  let total = 0;
  for (const settlement of settlements) {
    const change = settlement.entries.reduce((sum, { counted }) => sum + counted, 0);
    total += change;
    lines.push(
      '',
      `第 ${settlement.sequence} 次  ${shanghaiMinute(settlement.time)}（北京时间）  截至 ${formatDay(settlement.asOf)}  变动 ${signed(change)}  此后合计 ${formatHundredths(total)}`,
      `  ${causeOf(before, settlement)}；运行 ${settlement.runId}`,
    );
    for (const entry of settlement.entries)
      lines.push(`  ${KIND_WORDS[entry.kind]} ${signed(entry.counted)}  ${entryText(entry)}${sourceText(entry)}`);
    before = settlement;
  }
  return lines.join('\n');
}

/** The contents of `why --json` and `history --json`. */
export function statementJson(
  balance: Balance | undefined,
  settlements: readonly Settlement[],
  standing: Standing | null,
): object {
  return {
    standing: standing && {
      pool: standing.pool,
      rank: standing.rank,
      tied: standing.tied,
      grade: standing.grade,
      note: standingNote(standing),
    },
    balance: balance ? spelled(balance) : null,
    inForce: inForceOf(settlements),
    settlements: settlements.map(spelled),
  };
}

/** Keys of the contract are spelled as its text is; our own names are American. */
function spelled<T extends { readonly organization: string }>({ organization, ...rest }: T): unknown {
  return { organisation: organization, ...rest };
}

const KIND_WORDS = { award: '计入', reversal: '冲回', adjustment: '调整' } as const;

function causeOf(before: Settlement | null, now: Settlement): string {
  if (!before) return `首次记账（积分规则 ${now.schemeVersion}，校验规则 ${now.ruleSet}）`;
  const causes = [
    ...(before.schemeVersion === now.schemeVersion
      ? []
      : [`积分规则由 ${before.schemeVersion} 改为 ${now.schemeVersion}`]),
    ...(before.ruleSet === now.ruleSet ? [] : [`校验规则由 ${before.ruleSet} 改为 ${now.ruleSet}`]),
  ];
  return causes.length > 0 ? causes.join('，') : '台账内容或日期变化';
}

function entryLine(entry: Entry): string {
  const reason = entry.reason === null ? '' : `（${entry.reason}）`;
  return `  ${formatHundredths(entry.counted).padStart(7)}  ${entryText(entry)}${reason}${sourceText(entry)}`;
}

function entryText({ item, itemName, on, title, base, factors, hundredths }: Entry): string {
  const day = on === null ? '' : ` ${formatDay(on)}`;
  const what = title === null ? '' : ` ${title}`;
  const sum = factors === '' ? '' : `：${formatHundredths(base)} × ${factors} = ${formatHundredths(hundredths)}`;
  return `${item} ${itemName}${day}${what}${sum}`;
}

function sourceText({ source }: Entry): string {
  return source ? `  ← ${source.college} ${source.tab} 第${source.row}行` : '';
}

function signed(amount: number): string {
  return amount > 0 ? `+${formatHundredths(amount)}` : formatHundredths(amount);
}

function byItemThenDay(a: Entry, b: Entry): number {
  return (a.item < b.item ? -1 : a.item > b.item ? 1 : 0) || (a.on ?? 0) - (b.on ?? 0);
}
