import { ASSESSMENTS } from '../../domain/assessments.ts';
import { memberAssessment } from '../families/member-assessment.ts';

/** “构建学生党员述责测评……机制” (四(5)): every member admitted by 述诺截止 has a 述诺日期 in some row of the year. */
export default memberAssessment({
  id: 'EVA-02',
  title: '党员没有述诺',
  assessment: ASSESSMENTS.pledgeReport,
  column: '述诺日期',
  act: '完成述诺',
});
