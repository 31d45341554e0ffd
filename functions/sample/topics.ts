import { ActivityType } from '../../shared/domain/vocabulary.ts';

/** What activities are about and where they are held; all invented. */
export const TOPICS: Readonly<Record<string, readonly string[]>> = {
  [ActivityType.partyAssembly]: [
    '讨论支部学年工作计划',
    '讨论接收预备党员',
    '学习支部工作条例',
    '通报支部工作并征求意见',
  ],
  [ActivityType.partyCommitteeMeeting]: [
    '研究本月党建工作',
    '研究入党积极分子培养考察',
    '研究主题党日安排',
    '研究发展对象材料',
  ],
  [ActivityType.partyLecture]: [
    '支部书记讲党课：学习二十大精神',
    '党课：新时代青年的使命担当',
    '党课：从校史看党史',
    '党课：学习党章和党内法规',
  ],
  [ActivityType.partyDay]: [
    '重温入党誓词',
    '学习党的创新理论',
    '参观校史馆与红色展陈',
    '学风建设党员先行',
    '青春志愿行',
    '纪律教育学习',
    '红色影片观摩',
    '读书分享会',
    '党员政治生日',
  ],
  [ActivityType.lifeMeeting]: ['年度组织生活会'],
  [ActivityType.democraticAppraisal]: ['年度民主评议党员'],
  [ActivityType.leagueAssembly]: ['讨论团支部工作计划', '推优大会', '学习团的章程', '总结学期工作'],
  [ActivityType.leagueCommitteeMeeting]: [
    '研究本月团务工作',
    '研究主题团日方案',
    '研究推优人选',
    '研究评奖评优初步名单',
  ],
  [ActivityType.leagueLecture]: [
    '团课：学党史、强信念、跟党走',
    '团课：团员先进性',
    '团课：青年大学习',
    '团课：学习团的十九大精神',
  ],
  [ActivityType.leagueDay]: [
    '我和我的祖国',
    '学习雷锋精神',
    '五四精神传承',
    '一二九运动纪念',
    '诚信应考',
    '网络文明',
    '绿色校园',
    '国家安全教育',
    '青春榜样分享',
  ],
  [ActivityType.leagueAppraisal]: ['年度团员教育评议'],
  [ActivityType.jointLife]: ['党团联学：理论学习交流', '党员、积极分子、团员共上一堂课'],
  [ActivityType.classMeeting]: [
    '安全教育',
    '学业规划',
    '诚信考试',
    '奖助学金政策宣讲',
    '心理健康',
    '宿舍文明',
    '假期安全提醒',
    '班级工作通报',
    '就业与升学分享',
  ],
  [ActivityType.jointMeeting]: ['商议班团事务', '总结班团工作并分工'],
  [ActivityType.exchangeForum]: ['党团班骨干交流座谈会'],
  [ActivityType.studyHelp]: ['高等数学结对辅导', '大学物理答疑', '程序设计互助', '考前串讲', '英语四六级互助'],
  [ActivityType.redPairing]: ['与社区党支部共建“1+1”', '与乡村小学结对共建', '与企业党支部共建'],
  [ActivityType.grassrootsProject]: [
    '基层立项：校园垃圾分类行动',
    '基层立项：银发族数字课堂',
    '基层立项：创新工坊进班级',
  ],
  [ActivityType.studyCulture]: ['早自习打卡周', '无手机课堂', '学霸笔记展', '期中学情分析'],
  [ActivityType.fieldPractice]: ['走访基层看发展', '企业参观实践', '家乡发展调研'],
  [ActivityType.volunteering]: ['图书馆整理', '社区敬老', '校园迎新服务', '义务植树', '无偿献血宣传'],
  [ActivityType.innovation]: ['创新训练项目组队会', '学科竞赛经验分享', '创业案例沙龙'],
  [ActivityType.recreation]: ['班级篮球赛', '冬至包饺子', '趣味运动会', '歌咏比赛'],
};

export const VENUES = [
  '教学楼101',
  '教学楼305',
  '逸夫楼207',
  '图书馆报告厅',
  '大学生活动中心',
  '党员之家',
  '团学活动室',
  '线上会议',
  '学院会议室',
] as const;
export const OUTDOOR_VENUES = [
  '学院路社区',
  '阳光敬老院',
  '校史馆',
  '操场',
  '市科技馆',
  '红星小学',
  '奥林森林公园',
] as const;

export const AWARDS = ['国家奖学金推荐', '三好学生评选', '优秀学生干部评选', '人民奖学金评定'] as const;
export const SPRING_AWARDS = ['优秀共青团员评选', '优秀毕业生评选', '科技标兵评选'] as const;
export const NOMINATIONS = ['学生代表大会代表推荐', '学院学生会骨干推荐', '优秀青年骨干培训班学员推荐'] as const;
export const CLASS_AFFAIRS = ['班费预算与使用', '学年班级工作方案', '班级公约修订'] as const;

export const PARTY_HONORS = ['先进学生党支部', '红色“1+1”活动优秀奖', '主题党日优秀案例'] as const;
export const LEAGUE_HONORS = ['五四红旗团支部', '优秀主题团日活动', '志愿服务先进集体'] as const;
export const CLASS_HONORS = ['先进班集体', '优良学风班', '文明宿舍建设先进班级'] as const;

export const FULFILMENTS = [
  '按承诺完成',
  '带头参加志愿服务，结对帮扶同学',
  '坚持理论学习，完成学业目标',
  '参加助学零距离答疑',
] as const;
