import { isGiven } from '../../domain/cell.ts';
import { isRegistered } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “探索设置功能型党、团组织，保障‘学生在哪里，党团组织就在哪里’” (五(1)): every row of 阵地 names a 在册 organization. An
 * unreadable item of 对应组织 may be one.
 */
export default defineRule({
  id: 'ORG-19',
  title: '阵地没有对应的党团组织',
  severity: Severity.hint,
  basis: [guideline('五(1)', 2)],
  needs: ['bases.name', 'bases.kind'],
  asks: ['bases.orgIds'],
  reads: [],
  touches: 'nobody',
  *check({ bases, college, school: { roster } }) {
    for (const row of bases) {
      const { name, kind, students, orgIds } = row;
      if (!isGiven(name) || !isGiven(kind) || orgIds.partial) continue;
      const organizations = orgIds.items.map((id) => roster.organization(id));
      if (organizations.some((org) => org !== undefined && isRegistered(org))) continue;
      yield {
        at: college.rowPlace('bases', row),
        subject: [kind, name],
        facts: { name, kind, students: isGiven(students) ? students : null, named: orgIds.items },
      };
    }
  },
  message: ({ name, kind, students, named }) => {
    const who = `${kind}“${name}”${students === null ? '' : `有学生 ${students} 人，`}`;
    const what = named.length === 0 ? '没有填对应组织' : `的对应组织 ${named.join('、')} 都不在册`;
    return `${who}${what}；学生在哪里，党团组织就应当在哪里。`;
  },
  advice: () => '请在“对应组织”填写覆盖这里学生的党、团组织的编号；还没有的，可以设立功能型党组织或团组织。',
});
