import { ActivityType, CombinedWith } from '../../domain/vocabulary.ts';
import { jointPractice } from '../families/joint-practice.ts';

/** “坚持党支部开展红色‘1+1’共建活动与班团学生社会实践、科技服务与挂职锻炼相结合” (四(4)): one of the three is enough. */
export default jointPractice({
  id: 'PRA-02',
  title: '红色1+1未与班团实践结合',
  activityType: ActivityType.redPairing,
  combinedWith: [CombinedWith.fieldPractice, CombinedWith.techService, CombinedWith.secondment],
});
