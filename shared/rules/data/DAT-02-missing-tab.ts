import { Severity } from '../../domain/vocabulary.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** Required tabs are there; for a missing optional tab, one hint says that what it feeds was not checked. */
export default defineRule({
  id: 'DAT-02',
  title: '缺少工作表',
  severity: Severity.error,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college, school }) {
    for (const { kind, tab } of college.issues) {
      if (kind !== 'missingTab') continue;
      const isRequired = school.tabs[tab].required;
      const at = college.tabPlace(tab);
      yield {
        at,
        subject: [at.tab],
        severity: isRequired ? Severity.error : Severity.hint,
        facts: { tab: at.tab, isRequired },
      };
    }
  },
  message: ({ tab, isRequired }) => `台账里没有“${tab}”表；${isRequired ? '这张表必须有' : '与它有关的内容没有检查'}。`,
  advice: ({ tab }) => `请按模板新建名为“${tab}”的工作表；已有但用了别的名称的，请改成这个名称。`,
});
