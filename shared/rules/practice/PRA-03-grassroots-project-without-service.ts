import { ActivityType, CombinedWith } from '../../domain/vocabulary.ts';
import { jointPractice } from '../families/joint-practice.ts';

/** “坚持党支部开展基层立项活动与班团学生志愿服务、创新创业等活动相结合” (四(4)): one of the two is enough. */
export default jointPractice({
  id: 'PRA-03',
  title: '基层立项未与班团服务或创新结合',
  activityType: ActivityType.grassrootsProject,
  combinedWith: [CombinedWith.volunteering, CombinedWith.innovation],
});
