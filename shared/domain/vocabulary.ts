/**
 * Every Chinese word that is typed, stored, shown or cited, once (glossary of the project). Code uses the English
 * names; the values are the regulation's own words.
 */

/** Kinds of organization (组织类型). */
export const OrgKind = {
  partyBranch: '党支部',
  partyStudyGroup: '党课学习小组',
  leagueBranch: '团支部',
  schoolClass: '班级',
  functionalPartyOrg: '功能型党组织',
  functionalLeagueOrg: '功能型团组织',
  /** 学院党委, 分团委, a department of the university: hosts and joins, but is never judged, scored or ranked. */
  higherOrg: '上级党团组织',
} as const;
export type OrgKind = (typeof OrgKind)[keyof typeof OrgKind];

/** How an organization is set up (设置方式). */
export const Setup = { byClass: '班级', jointByGrade: '年级联合', functional: '功能型' } as const;
export type Setup = (typeof Setup)[keyof typeof Setup];

/** 培养层次. */
export const StudyLevel = { undergraduate: '本科生', master: '硕士生', doctor: '博士生' } as const;
export type StudyLevel = (typeof StudyLevel)[keyof typeof StudyLevel];

/** Where a functional organization is set up (设立阵地). */
export const Base = {
  laboratory: '实验室',
  researchTeam: '科研梯队',
  studentClub: '学生社团',
  dormitory: '宿舍公寓',
  network: '网络',
  contest: '科技竞赛',
  fieldPractice: '社会实践',
  innovation: '创新创业',
  other: '其他',
} as const;
export type Base = (typeof Base)[keyof typeof Base];

/** 状态 of an organization. */
export const OrgStatus = { registered: '在册', dissolved: '撤销' } as const;
export type OrgStatus = (typeof OrgStatus)[keyof typeof OrgStatus];

/** 状态 of a student. */
export const StudentStatus = { enrolled: '在读', graduated: '毕业', suspended: '休学', withdrawn: '退学' } as const;
export type StudentStatus = (typeof StudentStatus)[keyof typeof StudentStatus];

export const Sex = { male: '男', female: '女' } as const;
export type Sex = (typeof Sex)[keyof typeof Sex];

/** 政治面貌. */
export const PoliticalStatus = {
  nonMember: '群众',
  leagueMember: '共青团员',
  activist: '入党积极分子',
  prospect: '发展对象',
  probationaryMember: '预备党员',
  fullMember: '正式党员',
} as const;
export type PoliticalStatus = (typeof PoliticalStatus)[keyof typeof PoliticalStatus];

/** Posts of a party organization. */
export const PartyPost = {
  secretary: '书记',
  deputySecretary: '副书记',
  organizationOfficer: '组织委员',
  publicityOfficer: '宣传委员',
  disciplineOfficer: '纪检委员',
  youthOfficer: '青年委员',
  unitedFrontOfficer: '统战委员',
  secrecyOfficer: '保密委员',
  officer: '委员',
} as const;
export type PartyPost = (typeof PartyPost)[keyof typeof PartyPost];

/** Posts of a 班团委员会, recorded under the class or its League branch. */
export const ClassPost = {
  leagueSecretary: '团支部书记',
  deputyLeagueSecretary: '团支部副书记',
  monitor: '班长',
  organizationOfficer: '组织委员',
  publicityOfficer: '宣传委员',
  studyOfficer: '学习委员',
  sportsOfficer: '体育委员',
  artsOfficer: '文艺委员',
  lifeOfficer: '生活委员',
  safetyOfficer: '安全(心理)委员',
  practiceOfficer: '实践(就业)委员',
} as const;
export type ClassPost = (typeof ClassPost)[keyof typeof ClassPost];
export type Post = PartyPost | ClassPost;

/** The ten posts that every 班团委员会 must fill (四(1)). */
export const TEN_CLASS_POSTS: readonly ClassPost[] = [
  ClassPost.leagueSecretary,
  ClassPost.monitor,
  ClassPost.organizationOfficer,
  ClassPost.publicityOfficer,
  ClassPost.studyOfficer,
  ClassPost.sportsOfficer,
  ClassPost.artsOfficer,
  ClassPost.lifeOfficer,
  ClassPost.safetyOfficer,
  ClassPost.practiceOfficer,
];

/** Posts of the League branch within the committee. */
export const LEAGUE_POSTS: readonly ClassPost[] = [
  ClassPost.leagueSecretary,
  ClassPost.deputyLeagueSecretary,
  ClassPost.organizationOfficer,
  ClassPost.publicityOfficer,
];

/** 身份 in 任职. */
export const HolderKind = { student: '学生', teacher: '教师' } as const;
export type HolderKind = (typeof HolderKind)[keyof typeof HolderKind];

/** Dated steps of party development: the columns of 发展台账 by their English names, in chronological order. */
export const DevelopmentStep = {
  appliedOn: '申请入党日期',
  talkedOn: '谈话日期',
  activistOn: '确定积极分子日期',
  prospectOn: '确定发展对象日期',
  politicalReviewOn: '政审日期',
  preliminaryReviewOn: '预审日期',
  admittedOn: '接收预备党员日期',
  admissionApprovedOn: '接收审批日期',
  oathOn: '宣誓日期',
  confirmedOn: '转正日期',
  confirmationApprovedOn: '转正审批日期',
} as const;
export type DevelopmentStep = keyof typeof DevelopmentStep;

/** 推荐方式. */
export const RecommendedBy = { member: '党员推荐', league: '团组织推优' } as const;
export type RecommendedBy = (typeof RecommendedBy)[keyof typeof RecommendedBy];

/** 活动类型 that the rules and the default scheme know; a school's scheme may name more. */
export const ActivityType = {
  partyAssembly: '党员大会',
  partyCommitteeMeeting: '支委会',
  partyGroupMeeting: '党小组会',
  partyLecture: '党课',
  partyDay: '主题党日',
  lifeMeeting: '组织生活会',
  democraticAppraisal: '民主评议',
  leagueAssembly: '团员大会',
  leagueCommitteeMeeting: '团支委会',
  leagueLecture: '团课',
  leagueDay: '主题团日',
  leagueAppraisal: '团员教育评议',
  jointLife: '联合组织生活',
  classMeeting: '班会',
  jointMeeting: '班团联席会',
  exchangeForum: '交流座谈',
  studyHelp: '助学零距离',
  redPairing: '红色1+1',
  grassrootsProject: '基层立项',
  studyCulture: '班团学风建设',
  fieldPractice: '社会实践',
  techService: '科技服务',
  secondment: '挂职锻炼',
  volunteering: '志愿服务',
  innovation: '创新创业',
  recreation: '文体活动',
  other: '其他',
} as const;
/** A word of the list above or of the school's own scheme. */
export type ActivityType = string;

/** 参加对象. */
export const Audience = {
  partyMembers: '党员',
  activists: '入党积极分子',
  leagueMembers: '团员',
  nonMembers: '群众',
} as const;
export type Audience = (typeof Audience)[keyof typeof Audience];

/** 结合项目. */
export const CombinedWith = {
  studyCulture: '班团学风建设',
  fieldPractice: '社会实践',
  techService: '科技服务',
  secondment: '挂职锻炼',
  volunteering: '志愿服务',
  innovation: '创新创业',
} as const;
export type CombinedWith = (typeof CombinedWith)[keyof typeof CombinedWith];

/** 事项类别. */
export const MatterKind = {
  award: '评奖评优',
  nomination: '人员推荐',
  leagueRecommendation: '推优入党',
  classAffairs: '班团事务',
} as const;
export type MatterKind = (typeof MatterKind)[keyof typeof MatterKind];

/** 完成情况 of an item of 计划事项. */
export const PlanProgress = { done: '已完成', underway: '进行中', notStarted: '未开始', cancelled: '已取消' } as const;
export type PlanProgress = (typeof PlanProgress)[keyof typeof PlanProgress];

/** 范围 of a tally in 述责测评. */
export const TallyScope = { members: '党内', masses: '群众' } as const;
export type TallyScope = (typeof TallyScope)[keyof typeof TallyScope];

/** 类别 of a personal result: the matters that committee and assembly decide (五(3)). */
export const OutcomeKind = { award: MatterKind.award, nomination: MatterKind.nomination } as const;
export type OutcomeKind = (typeof OutcomeKind)[keyof typeof OutcomeKind];

/** 身份 in 承诺考评. */
export const PledgeRole = {
  fullMember: '正式党员',
  probationaryMember: '预备党员',
  activist: '入党积极分子',
  classOfficer: '班团委员',
  student: '学生',
} as const;
export type PledgeRole = (typeof PledgeRole)[keyof typeof PledgeRole];

/** 评议类型. */
export const AppraisalKind = {
  democraticAppraisal: '民主评议',
  dutyReport: '述职考评',
  leagueAppraisal: '团员教育评议',
  studentAssessment: '学生评测',
} as const;
export type AppraisalKind = (typeof AppraisalKind)[keyof typeof AppraisalKind];

/** 评议等次. */
export const AppraisalGrade = { excellent: '优秀', good: '合格', fair: '基本合格', poor: '不合格' } as const;
export type AppraisalGrade = (typeof AppraisalGrade)[keyof typeof AppraisalGrade];

/** 级别 of an honor, highest first. */
export const HonorLevel = {
  national: '国家级',
  provincial: '省部级',
  municipal: '市级',
  university: '校级',
  college: '院级',
} as const;
export type HonorLevel = (typeof HonorLevel)[keyof typeof HonorLevel];

/** 级别 of a rule. */
export const Severity = { error: '错误', warning: '警告', hint: '提示' } as const;
export type Severity = (typeof Severity)[keyof typeof Severity];

/** Columns of output tabs that people fill in and that are read back, by the tab's key: row key, typed cell. */
export const TYPED_COLUMNS = {
  violations: { key: '问题编号', typed: '整改期限' },
  ruleList: { key: '规则', typed: '停用' },
} as const;

/** 状态 of a violation. */
export const ViolationState = {
  fresh: '新增',
  open: '未整改',
  recurring: '重现',
  overdue: '超期',
  waived: '已豁免',
} as const;
export type ViolationState = (typeof ViolationState)[keyof typeof ViolationState];

/** 板块 of the scheme, in the order of every table. */
export const Section = {
  foundation: '规范建设',
  life: '组织生活',
  practice: '实践协同',
  nurture: '育人考核',
  honors: '荣誉',
  deductions: '扣分',
} as const;
export type Section = (typeof Section)[keyof typeof Section];
export const SECTIONS: readonly Section[] = Object.values(Section);

/** 适用对象: what is scored and ranked. 功能型 covers both functional kinds. */
export const ScoredKind = {
  partyBranch: '党支部',
  leagueBranch: '团支部',
  schoolClass: '班级',
  functional: '功能型',
} as const;
export type ScoredKind = (typeof ScoredKind)[keyof typeof ScoredKind];

/** 方式 of a scheme item. */
export const Way = { indicator: '指标', activity: '活动', honor: '荣誉', deduction: '扣分' } as const;
export type Way = (typeof Way)[keyof typeof Way];

/** 期 of a scheme item. */
export const PeriodKind = { month: '月', quarter: '季', term: '学期', year: '学年' } as const;
export type PeriodKind = (typeof PeriodKind)[keyof typeof PeriodKind];

/** Names of the indicators (依据 of a scheme item of way 指标). */
export const Indicator = {
  partyAssemblies: '党员大会按季',
  leagueAssemblies: '团员大会按季',
  partyCommitteeMeetings: '支委会按月',
  leagueCommitteeMeetings: '团支委会按月',
  classMeetings: '班会按月',
  jointMeetings: '班团联席会按学期',
  partyDays: '主题党日按月',
  leagueDays: '主题团日按月',
  partyPosts: '党支部班子齐备',
  classPosts: '班团齐备',
  plan: '工作计划',
  partyAppraisal: '党内评议',
  leagueAppraisal: '团员教育评议',
  termInOffice: '按期换届',
  monitorAsDeputy: '班长兼任',
  functionalSetup: '功能型设置',
  pledges: '党员承诺述诺率',
  memberAppraisals: '党员评议率',
  dutyReports: '述职考评率',
  studentAssessments: '学生评测率',
  procedures: '程序合规率',
  recommendations: '推优合规率',
  planItems: '计划完成率',
  guidance: '指导率',
  guidedBranches: '带团建成效',
} as const;
export type Indicator = (typeof Indicator)[keyof typeof Indicator];

/** Why a position does not count in full (未计入原因). */
export const Reason = {
  periodLimit: '超出本期次数',
  yearCap: '超过学年封顶',
  noEvidence: '缺少佐证材料',
  lowAttendance: '到会率不足',
  noAttendance: '未填到会人数',
  badAttendance: '到会人数有误',
  badDate: '日期有误',
  nothingDue: '暂无应办',
  noLedger: '未提供台账',
  sameMatter: '同一事项已按最高级别计分',
  halved: '同级荣誉减半计分',
} as const;
export type Reason = (typeof Reason)[keyof typeof Reason];

/** 等次 of an organization. */
export const Grade = { excellent: '优秀', good: '良好', qualified: '合格', unqualified: '不合格' } as const;
export type Grade = (typeof Grade)[keyof typeof Grade];

/** 党支部成员口径. */
export const BranchMembership = { committee: '支委', allMembers: '全体党员' } as const;
export type BranchMembership = (typeof BranchMembership)[keyof typeof BranchMembership];

/** 排名发布. */
export const RankingRelease = { daily: '每日', monthly: '每月', yearEnd: '仅学年末' } as const;
export type RankingRelease = (typeof RankingRelease)[keyof typeof RankingRelease];

export const YesNo = { yes: '是', no: '否' } as const;
export type YesNo = (typeof YesNo)[keyof typeof YesNo];

/** 处理结果 of an appeal. */
export const AppealOutcome = { upheld: '维持', adjusted: '调整' } as const;
export type AppealOutcome = (typeof AppealOutcome)[keyof typeof AppealOutcome];

/** Cells that count as blank in an optional column. */
export const BLANK_WORDS: readonly string[] = ['-', '—', '/', '无', '暂无'];

/** Prefix of our own cell notes. */
export const NOTE_PREFIX = '【协同校验】';

/** File name of the school workbook. */
export const SCHOOL_WORKBOOK = '校级总表.xlsx';

/** Level of a pool: 硕士生 and 博士生 are 研究生. */
export const PoolLevel = { undergraduate: '本科', graduate: '研究生' } as const;

/** 备注 of a standing. */
export const StandingNote = { tied: '并列', notRanked: '不参评' } as const;

/** Names of the factors of a position. */
export const FactorName = {
  host: '主办',
  joint: '联合参加',
  guide: '指导',
  jointBonus: '联合加成',
  attendance: '到会',
  halved: '同级减半',
} as const;

/** Coverage rates of 概览 and of the machine-readable output. */
export const CoverageRate = {
  assessments: '评测覆盖率',
  pledges: '承诺述诺率',
  posts: '班子齐备率',
  partyDays: '主题党日完成率',
  leagueDays: '主题团日完成率',
} as const;
export type CoverageRate = (typeof CoverageRate)[keyof typeof CoverageRate];

/** Titles of input tabs that points come from or that contain settings. */
export const TabTitle = {
  organizations: '组织',
  activities: '活动台账',
  honors: '荣誉',
  registrations: '学院登记',
  waivers: '豁免',
  appeals: '申诉',
} as const;

/** Stages of the year-end. */
export const YearStage = { rehearsal: '预演', sealed: '封存', final: '定稿' } as const;
export type YearStage = (typeof YearStage)[keyof typeof YearStage];

/** Compound surnames that occur in rosters; every other name has a surname of one character. */
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  '欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 端木 独孤 南宫 轩辕 百里 呼延 东郭 南门 西门 申屠 太史 公冶 澹台 濮阳 淳于 单于 钟离 闻人 赫连 拓跋 万俟 鲜于 闾丘 亓官 仉督 子车 颛孙 宰父 谷梁 段干 公羊 公良 漆雕 乐正 壤驷 羊舌 微生 梁丘 左丘 东门 第五'.split(
    ' ',
  ),
);

/** 通知方式: how a digest reaches a group or a mailbox. */
export const NotifyChannel = { wecom: '企业微信', dingtalk: '钉钉', feishu: '飞书', mail: '邮件' } as const;
export type NotifyChannel = (typeof NotifyChannel)[keyof typeof NotifyChannel];

/** Who gets the school's own digest, and the name of its key among the secrets. */
export const SCHOOL_OFFICE = '校级';

/** 提醒日: on which days a digest may be sent. */
export const ReminderDays = { workdays: '工作日', daily: '每日' } as const;
export type ReminderDays = (typeof ReminderDays)[keyof typeof ReminderDays];

/** 通知内容: numbers and links only, or the first sentences too. */
export const DigestDetail = { summary: '概况', detailed: '明细' } as const;
export type DigestDetail = (typeof DigestDetail)[keyof typeof DigestDetail];

/** 通知类别: the topics of a digest. */
export const DigestTopic = { open: '未整改', fresh: '新增', due: '到期', overdue: '超期', run: '运行' } as const;
export type DigestTopic = (typeof DigestTopic)[keyof typeof DigestTopic];

/** Prefix of the pseudonym that replaces a forgotten 学号. */
export const PSEUDONYM = '已删除';
