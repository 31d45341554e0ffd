import rule from '../../shared/rules/organization/ORG-06-second-class-post.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

ruleTest(rule, {
  passes: { 'one class post beside the branch post': aSchool().holds('张三', 'C1', '体育委员') },
  fails: {
    'two class posts: the later row is the place': given(
      aSchool().holds('张三', 'C1', '班长').holds('张三', 'C1', '体育委员'),
    ).finds({
      at: '任职!B15',
      subject: ['41922001'],
      message: '张三是党支部成员，却同时担任班团职务 2 项：班长、体育委员；最多一项。',
      advice: '请在“体育委员”一行填写离任日期，或改由他人担任。',
    }),
  },
});
