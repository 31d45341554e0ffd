import { ASSESSMENTS } from '../../domain/assessments.ts';
import { memberAssessment } from '../families/member-assessment.ts';

/** “围绕学生党员承诺践诺述诺活动” (四(5)): every member admitted by 承诺截止 has a 承诺日期 in some row of the year. */
export default memberAssessment({
  id: 'EVA-01',
  title: '党员没有承诺',
  assessment: ASSESSMENTS.pledge,
  column: '承诺日期',
  act: '作出承诺',
});
