import { type CalendarDay, civilOf, dayOf } from '../../shared/domain/calendar.ts';
import { ActivityType, ClassPost, PartyPost, PlanProgress } from '../../shared/domain/vocabulary.ts';
import { currentHolder } from './committees.ts';
import type { RowDraft } from './draft.ts';
import type { CollegeModel, Officer } from './model.ts';
import type { Random } from './random.ts';

/** Rows of 计划事项: what branches set out to do, most of it done. */

/** Items are found by their activity (党课), or marked as done (all others): faults of the sample move only the latter. */
export const FOUND_BY_ACTIVITY = ActivityType.partyLecture;
const MOST_ITEMS = 4;

export function planItemRows(
  college: CollegeModel,
  activities: readonly RowDraft<'activities'>[],
): RowDraft<'planItems'>[] {
  const { branches, classes, frame } = college;
  const random = college.random.fork('agenda');
  const hosted = Map.groupBy(activities, ({ hostId }) => hostId);
  const itemsOf = (id: string, officers: readonly Officer<string>[], post: string, joint: string | null) => {
    const ownerId = currentHolder(officers as readonly Officer<ClassPost>[], post as ClassPost)?.holder.id ?? null;
    const rows = random.sample(distinct(hosted.get(id) ?? []), MOST_ITEMS).map((row) => itemOf(random, row));
    rows.sort((a, b) => Number(a.dueOn) - Number(b.dueOn));
    const [first] = rows;
    if (first && joint !== null) first.jointIds = [joint];
    return [...rows, closing(frame.year, frame.asOf)].map((row) => ({
      ...row,
      orgId: id,
      academicYear: frame.year,
      ownerId,
    }));
  };
  return [
    ...branches.flatMap(({ id, officers, classes: [one] }) =>
      itemsOf(id, officers, PartyPost.secretary, one?.leagueId ?? null),
    ),
    ...classes.flatMap(({ leagueId, officers }) => itemsOf(leagueId, officers, ClassPost.leagueSecretary, null)),
  ];
}

/** One activity per type and month: the name of an item occurs once. */
function distinct(rows: readonly RowDraft<'activities'>[]): readonly RowDraft<'activities'>[] {
  return [...new Map(rows.map((row) => [nameOf(row), row])).values()];
}

function nameOf({ heldOn, type }: RowDraft<'activities'>): string {
  return `${civilOf(Number(heldOn)).month} 月${String(type)}`;
}

function itemOf(random: Random, row: RowDraft<'activities'>): RowDraft<'planItems'> {
  const isFound = row.type === FOUND_BY_ACTIVITY;
  return {
    name: nameOf(row),
    type: row.type ?? null,
    dueOn: Number(row.heldOn) + random.between(0, 6),
    ...(isFound && row.id !== undefined && random.chance(0.5) ? { activityId: row.id } : {}),
    ...(isFound ? {} : { progress: PlanProgress.done }),
  };
}

/** The last item of the year: still to come, or given up. */
function closing(year: number, asOf: CalendarDay): RowDraft<'planItems'> {
  const dueOn = dayOf(year + 1, 7, 10);
  const isOver = dueOn < asOf;
  return {
    name: '学年工作总结',
    dueOn,
    progress: isOver ? PlanProgress.cancelled : PlanProgress.notStarted,
    ...(isOver ? { note: '并入年度考核材料' } : {}),
  };
}
