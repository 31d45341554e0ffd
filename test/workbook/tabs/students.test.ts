import { tabTest } from '../../support/tab-test.ts';

tabTest('students', {
  columns: `学号*(学生学号) 姓名* 性别 培养层次*(层次,学历层次) 年级*(入学年份)
    班级*(班级编号,所在班级) 政治面貌* 党支部(所在党支部) 出生日期(出生年月) 入团日期(入团时间)
    状态 离校日期(毕业日期,离校时间)`,
  references: { 班级: 'schoolClass', 党支部: 'partyBranch' },
  key: '学号',
});
