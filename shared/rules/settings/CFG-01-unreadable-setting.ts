import { Severity } from '../../domain/vocabulary.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * Everything typed by the school's office is readable: parameters, points items, registrations, waivers, appeals. The
 * reader of the school workbook words its own faults; meanwhile a default or the last good scheme applies.
 */
export default defineRule({
  id: 'CFG-01',
  title: '校级总表的设置无法识别',
  severity: Severity.warning,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  schoolWide: true,
  *check({ settingIssues }) {
    for (const { tab, row, column, key, text, message, advice, inForce } of settingIssues) {
      yield {
        at: { tab, row, column },
        subject: [tab, ...key],
        facts: { value: text, message: `${message}${inForce}`, advice },
      };
    }
  },
  message: ({ message }) => message,
  advice: ({ advice }) => advice,
});
