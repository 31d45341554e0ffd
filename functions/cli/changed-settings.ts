import { formatDay } from '../../shared/domain/calendar.ts';
import { PARAMETERS, type ParameterInfo, type Parameters } from '../../shared/domain/parameters.ts';
import type { SchemeItem } from '../../shared/domain/settings.ts';
import { YesNo } from '../../shared/domain/vocabulary.ts';
import { SCHOOL_HEAD, type Store } from '../../shared/ports.ts';
import type { NightResult } from '../../shared/run/nightly.ts';
import { openSnapshot } from '../../shared/run/snapshot.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { parseSettings } from '../../shared/workbook/parse-settings.ts';

/** A setting that has changed since the last run: which one, its old and its new value. */
export interface ChangedSetting {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What has changed in the school workbook, as it is understood, since its last accepted reading: parameters, then items
 * of the scheme. Nothing on the first run.
 */
export async function changedSettings(
  { snapshots }: Pick<Store, 'snapshots'>,
  { school }: Pick<NightResult, 'school'>,
  ruleIds: readonly string[],
): Promise<readonly ChangedSetting[]> {
  const head = school.heads.get(SCHOOL_HEAD);
  if (!head || head.hash === school.head.hash) return [];
  const raw = openSnapshot(await snapshots.content(head.hash), head.version);
  const before = parseSettings(raw, ruleIds);
  const after = school.settings.parameters;
  return [
    ...PARAMETERS.map((info) => ({
      name: `参数“${info.heading}”`,
      before: valueText(info, before.parameters),
      after: valueText(info, after),
    })).filter((change) => change.before !== change.after),
    ...changedItems(before.scheme ?? DEFAULT_SCHEME, school.scheme.items),
  ];
}

function changedItems(before: readonly SchemeItem[], after: readonly SchemeItem[]): readonly ChangedSetting[] {
  const [old, now] = [before, after].map((items) => new Map(items.map((item) => [item.id, item])));
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((id) => {
    const [was, is] = [old?.get(id), now?.get(id)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ name: `积分项目“${id} ${(is ?? was)?.name ?? ''}”`, before: itemText(was), after: itemText(is) }];
  });
}

function itemText(item: SchemeItem | undefined): string {
  if (!item) return '没有这一项';
  const cap = item.cap === null ? '' : `，封顶 ${item.cap / 100}`;
  return `分值 ${item.value / 100}${cap}，依据 ${item.basis.join('、')}`;
}

/** The value of a parameter as the sheet would show it. */
function valueText({ key, kind }: ParameterInfo, parameters: Parameters): string {
  const value: unknown = parameters[key];
  if (typeof value === 'boolean') return value ? YesNo.yes : YesNo.no;
  if (typeof value === 'number') return String(kind === 'points' ? value / 100 : value);
  if (Array.isArray(value))
    return value.map((item) => (kind === 'days' ? formatDay(Number(item)) : String(item))).join('、');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, part]) => (/^[a-z]/i.test(name) ? String(part) : `${name}=${part}`))
      .join(kind === 'monthDay' ? '-' : '/');
  return String(value);
}
