/** The invented university: its name, and up to thirty colleges with the majors that their classes are called after. */
export const UNIVERSITY = '启明大学';

export interface CollegeProfile {
  /** 学院编号 */
  readonly id: string;
  readonly name: string;
  /** First part of a class's name, e.g. `计算机` in 计算机2301班. */
  readonly majors: readonly string[];
  /** Short form for graduate classes, e.g. `计` in 计研2401班. */
  readonly short: string;
}

const college = (id: string, name: string, short: string, ...majors: string[]): CollegeProfile => ({
  id,
  name,
  short,
  majors,
});

export const COLLEGES: readonly CollegeProfile[] = [
  college('JSJ', '计算机与通信学院', '计', '计算机', '软件', '通信'),
  college('JX', '机械工程学院', '机', '机械', '车辆', '物流'),
  college('CL', '材料科学与工程学院', '材', '材料', '材控', '功材'),
  college('ZDH', '自动化学院', '自', '自动化', '测控', '智能'),
  college('JG', '经济管理学院', '管', '会计', '工商', '金融'),
  college('WF', '文法学院', '文', '法学', '行管', '社工'),
  college('SL', '数理学院', '数', '数学', '应物', '信计'),
  college('HX', '化学与生物工程学院', '化', '应化', '生技'),
  college('TM', '土木与资源工程学院', '土', '土木', '采矿', '安全'),
  college('YJ', '冶金与生态工程学院', '冶', '冶金', '环境'),
  college('NY', '能源与环境工程学院', '能', '能动', '环工', '建环'),
  college('WY', '外国语学院', '外', '英语', '日语', '德语'),
  college('YS', '艺术与设计学院', '艺', '视传', '工设'),
  college('MKS', '马克思主义学院', '马', '思政'),
  college('DZ', '电子信息学院', '电', '电信', '微电', '光电'),
  college('DQ', '电气工程学院', '气', '电气', '储能'),
  college('HK', '航空航天学院', '航', '飞设', '飞动'),
  college('CB', '船舶与海洋学院', '船', '船舶', '海工'),
  college('JZ', '建筑与城乡规划学院', '建', '建筑', '规划'),
  college('JT', '交通运输学院', '交', '交通', '运输'),
  college('SW', '生命科学学院', '生', '生科', '生信'),
  college('YX', '医学技术学院', '医', '医工', '检验'),
  college('SP', '食品与农业工程学院', '食', '食品', '农工'),
  college('XW', '新闻与传播学院', '新', '新闻', '广告'),
  college('GG', '公共管理学院', '公', '公管', '劳保'),
  college('LS', '历史与文化学院', '史', '历史', '文博'),
  college('TY', '体育学院', '体', '体教', '运训'),
  college('RJ', '人工智能学院', '智', '人工智能', '数据'),
  college('WL', '网络空间安全学院', '网', '网安', '信安'),
  college('GJ', '国际教育学院', '国', '中外', '汉教'),
];
