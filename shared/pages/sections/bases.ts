import { isGiven } from '../../domain/cell.ts';
import { isRegistered } from '../../domain/roster.ts';
import { Base } from '../../domain/vocabulary.ts';
import { type Square, squares } from '../charts/squares.ts';
import { type Facts, type Scope, shareText } from '../facts.ts';
import { figure, nothing } from '../figure.ts';
import { type Html, plain } from '../html.ts';

/** Students of places by number of 在册 organizations there: none, one, more. */
type Covered = [none: number, one: number, more: number];

/** Where students live, work and play, and how many organizations are there. */
export function baseFigures({ input }: Facts, { college }: Scope): Html {
  const title = college === null ? '阵地覆盖图：学院 × 阵地' : '阵地覆盖图';
  const kinds = Object.values(Base);
  const byCollege = input.school.colleges
    .filter(({ id }) => college === null || id === college)
    .map(({ name, judged }) => {
      const own = new Map<Base, Covered>();
      for (const { kind, students, orgIds } of judged.bases) {
        if (!isGiven(kind) || !isGiven(students)) continue;
        const there = orgIds.items.filter((id) => {
          const org = input.school.roster.organization(id);
          return org !== undefined && isRegistered(org);
        }).length;
        const covered = own.get(kind) ?? [0, 0, 0];
        own.set(kind, covered);
        covered[Math.min(2, there) as 0 | 1 | 2] += students;
      }
      return { name, own };
    })
    .filter(({ own }) => own.size > 0);
  if (byCollege.length === 0)
    return nothing(title, '“阵地”表还没有填写（实验室、社团、宿舍等的学生人数和对应组织），填写后这里显示覆盖情况。');
  const used = kinds.filter((kind) => byCollege.some(({ own }) => own.has(kind)));
  return figure({
    title,
    svg: squares({
      title,
      columns: used,
      rows: byCollege.map(({ name, own }) => ({ name, squares: used.map((kind) => squareOf(own.get(kind))) })),
      width: 78,
    }),
    note: '数字是有党团组织覆盖的学生所占的比例；颜色越深，没有覆盖的越多；空白是没有这类阵地。',
    table: {
      head: ['学院', '阵地', '没有组织（人）', '一个组织（人）', '两个以上（人）', '覆盖比例'],
      rows: byCollege.flatMap(({ name, own }) =>
        [...own].map(([kind, [none, one, more]]) => [
          name,
          kind,
          none,
          one,
          more,
          plain(shareText(one + more, none + one + more)),
        ]),
      ),
    },
  });
}

function squareOf(covered: Covered | undefined): Square | null {
  if (!covered) return null;
  const [none, one, more] = covered;
  const all = none + one + more;
  if (all === 0) return { text: '—', look: 'q0' };
  const bare = none / all;
  const look = bare === 0 ? 'q0' : bare <= 0.1 ? 'q1' : bare <= 0.25 ? 'q2' : bare <= 0.5 ? 'q3' : 'q4';
  return { text: plain(shareText(one + more, all)), look };
}
