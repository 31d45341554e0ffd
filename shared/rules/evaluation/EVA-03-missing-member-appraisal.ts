import { ASSESSMENTS } from '../../domain/assessments.ts';
import { memberAssessment } from '../families/member-assessment.ts';

/** “构建学生党员述责测评、民主评议……一体化机制” (四(5)): every member admitted by 评议截止 has a 等次 of 民主评议. */
export default memberAssessment({
  id: 'EVA-03',
  title: '党员没有民主评议等次',
  assessment: ASSESSMENTS.memberAppraisal,
  column: '民主评议等次',
  act: '完成民主评议',
});
