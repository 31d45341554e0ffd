import { Sex } from '../../shared/domain/vocabulary.ts';
import type { Random } from './random.ts';

/** Names of people who do not exist: frequent surnames first, then a few compound ones and names of minorities. */
const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴王李张刘陈',
  ...'徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
];
const COMPOUND_SURNAMES = ['欧阳', '欧阳', '上官', '司马', '诸葛', '皇甫', '令狐', '司徒'];
const MALE = [...'伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林阳建文志博诚轩泽昊然晨航睿逸哲瑞嘉子天'];
const FEMALE = [...'芳娜敏静丽娟艳霞秀燕玲婷雪琳晶莹倩颖洁瑶欣怡佳慧萍红梅丹蕾璐薇彤菲妍悦涵雨梦思诗语嘉可子若'];
const MINORITY: Readonly<Record<Sex, readonly string[]>> = {
  [Sex.male]: ['买买提·吐尔逊', '阿卜杜拉·艾山', '艾力·玉素甫', '扎西·次仁', '巴特尔·苏和', '木合塔尔·依明'],
  [Sex.female]: ['阿依古丽·买买提', '古丽娜尔·托合提', '热依汗·艾尼', '卓玛·拉姆', '其其格·乌云', '迪丽努尔·卡德尔'],
};

/** A plausible name: seven of a hundred are compound surnames or names with `·`. */
export function personName(random: Random, sex: Sex): string {
  const kind = random.next();
  if (kind < 0.02) return random.pick(MINORITY[sex]);
  const surname = kind < 0.05 ? random.pick(COMPOUND_SURNAMES) : random.pick(SURNAMES);
  const letters = sex === Sex.male ? MALE : FEMALE;
  const first = random.pick(letters);
  return random.chance(0.28) ? surname + first : surname + first + random.pick(letters);
}
