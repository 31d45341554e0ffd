import { isGiven } from '../../domain/cell.ts';
import { orgNameOf } from '../../domain/roster.ts';
import { isDeveloping, STAGES, stageReached } from '../../domain/stages.ts';
import { PoliticalStatus } from '../../domain/vocabulary.ts';
import { bars } from '../charts/bars.ts';
import { depthOf, type Square, squares } from '../charts/squares.ts';
import { type Facts, PICTURED, type Scope } from '../facts.ts';
import { figure, nothing } from '../figure.ts';
import { type Html, html } from '../html.ts';
import { restWords } from './problems.ts';

const NAMES = ['提交入党申请', ...STAGES.map(({ status }) => status)];

/** Development of party members: how many have reached each stage or a later one, and where, by grade or class. */
export function development({ input }: Facts, { college }: Scope): Html {
  const title = '发展漏斗';
  const { school, asOf } = input;
  const reached = NAMES.map(() => 0);
  const groups = new Map<string, number[]>();
  for (const { id, judged } of school.colleges) {
    if (college !== null && id !== college) continue;
    for (const record of judged.developments) {
      const student = isGiven(record.studentId) ? school.roster.student(record.studentId) : undefined;
      if (!student || !school.roster.isEnrolled(student)) continue;
      const stage = stageReached(record);
      if (!isDeveloping(record, asOf) && stage?.status !== PoliticalStatus.fullMember) continue;
      const at =
        stage === null ? (isGiven(record.appliedOn) ? 0 : -1) : STAGES.findIndex(({ step }) => step === stage.step) + 1;
      if (at < 0) continue;
      for (let step = 0; step <= at; step++) reached[step] = (reached[step] ?? 0) + 1;
      const group = college === null ? gradeOf(student.entryYear) : classOf(student.classId, input);
      const own = groups.get(group) ?? NAMES.map(() => 0);
      groups.set(group, own);
      own[at] = (own[at] ?? 0) + 1;
    }
  }
  const total = reached[0] ?? 0;
  if (total === 0) return nothing(title, '“发展台账”里还没有可以统计的记录。');
  const rows = [...groups].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const most = rows.reduce((highest, [, counts]) => counts.reduce((a, b) => Math.max(a, b), highest), 0);
  const heading = college === null ? '年级' : '班级';
  const second = `发展阶段 × ${heading}`;
  return html`${figure({
    title,
    svg: bars({
      title,
      rows: NAMES.map((name, at) => ({
        name,
        segments: [{ amount: reached[at] ?? 0, look: 'c0' }],
        end: `${reached[at] ?? 0} 人`,
      })),
      most: total,
    }),
    note: '到达这一步及以后各步的在校学生人数。培养已经终止的不计。',
    table: { head: ['阶段', '人数'], rows: NAMES.map((name, at) => [name, reached[at] ?? 0]) },
  })}${figure({
    title: second,
    svg: squares({
      title: second,
      columns: NAMES.map((name) => (name === NAMES[0] ? '申请人' : name)),
      rows: rows.slice(0, PICTURED).map(([name, counts]) => ({
        name,
        squares: counts.map((count): Square => ({ text: count, look: depthOf(count, most) })),
      })),
      width: 94,
    }),
    note: `现在处在各阶段的人数，颜色越深越多。${restWords(rows.length, Math.min(rows.length, PICTURED))}`,
    table: { head: [heading, ...NAMES], rows: rows.map(([name, counts]) => [name, ...counts]) },
  })}`;
}

function gradeOf(entryYear: unknown): string {
  return typeof entryYear === 'number' ? `${entryYear} 级` : '未填年级';
}

function classOf(classId: unknown, { school }: Facts['input']): string {
  return typeof classId === 'string' ? orgNameOf(school.roster.organization(classId), classId) : '未填班级';
}
