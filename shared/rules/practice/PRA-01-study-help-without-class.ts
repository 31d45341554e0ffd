import { ActivityType, CombinedWith } from '../../domain/vocabulary.ts';
import { jointPractice } from '../families/joint-practice.ts';

/** “坚持党支部开展学生党员‘助学零距离’与班团学风建设活动相结合” (四(4)). */
export default jointPractice({
  id: 'PRA-01',
  title: '助学零距离未与班团学风建设结合',
  activityType: ActivityType.studyHelp,
  combinedWith: [CombinedWith.studyCulture],
});
