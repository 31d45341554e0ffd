import type { Parameters } from '../domain/parameters.ts';
import { TYPED_COLUMNS } from '../domain/vocabulary.ts';
import type { Rule } from '../rules/frame/rule.ts';
import type { TabBody } from './tab-body.ts';

const ON = '检查';
const OFF = '停用';

/** 规则一览 of the school workbook: every rule with its clause; typing 停用 beside a rule switches it off. */
export function ruleListTab(
  rules: readonly Rule[],
  { disabledRules, severityOverrides }: Pick<Parameters, 'disabledRules' | 'severityOverrides'>,
): TabBody {
  return {
    banner: [{ cells: ['在“停用”一列填“停用”，下次检查起就不检查这条规则；清空就恢复检查。'] }],
    columns: [
      { heading: TYPED_COLUMNS.ruleList.key, width: 10, format: 'text' },
      { heading: '标题', width: 42, format: 'text', wrap: true },
      { heading: '级别', width: 8, format: 'text' },
      { heading: '现状', width: 8, format: 'text' },
      { heading: TYPED_COLUMNS.ruleList.typed, width: 10, format: 'text', wrap: true },
      { heading: '依据', width: 80, format: 'text', wrap: true },
    ],
    keyHeading: TYPED_COLUMNS.ruleList.key,
    userHeadings: [TYPED_COLUMNS.ruleList.typed],
    frozenColumns: 1,
    rows: rules.map((rule) => {
      const isOff = disabledRules.includes(rule.id);
      return {
        cells: [
          rule.id,
          rule.title,
          severityOverrides[rule.id] ?? rule.severity,
          isOff ? OFF : ON,
          null,
          rule.basis.map((basis) => basis.cite(undefined)).join('；'),
        ],
        ...(isOff && { tone: 'muted' as const }),
      };
    }),
  };
}
