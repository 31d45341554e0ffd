import { formatAcademicYear, formatDay, lastDayOf } from '../domain/calendar.ts';

/** Messages of a run that cannot continue, or did not write: what, where, what to do. */
export const runMessages = {
  noRequiredTab: (workbook: string, titles: readonly string[]): string =>
    `“${workbook}”里没有${titles.map((title) => `“${title}”`).join('、')}中的任何一个工作表，不是学院台账。请核对学院登记里的“表格”，或从空白台账重新建立。`,
  noRegistrations: (workbook: string): string =>
    `“${workbook}”里没有“学院登记”工作表。请补上这个工作表，或运行 init 建立一份新的校级总表对照。`,
  sameWorkbook: (workbook: string, other: string): string =>
    `“${workbook}”与${other}是同一个文件。请在学院登记的“表格”里填写本学院自己的台账。`,
  tooManyColleges: (count: number, most: number): string =>
    `学院登记里启用了 ${count} 个学院，这里最多能检查 ${most} 个。请在学院登记里停用不再检查的学院，或由运维人员按 infra/README.md 的说明分成两所学校部署。本次没有检查。`,
  tooManyStudents: (count: number, most: number): string =>
    `各学院花名册已读到 ${count} 名学生，这里最多能检查 ${most} 名。请由运维人员按 infra/README.md 的说明改 cdk.json 里的 students 后重新部署，或者分成两所学校。本次没有检查。`,
  ofCollege: (name: string): string => `学院“${name}”的台账`,
  ofSchool: '校级总表',
  locked: (workbook: string): string => `“${workbook}”正被打开，本次没有写入结果。请关闭文件，下次校验会自动写入。`,
  staleLedger: (count: number): string =>
    `已有更新的一次读取完成了记账（涉及 ${count} 个组织），本次结果作废。请重新运行。`,
  busyLedger: (count: number): string => `有 ${count} 个组织正在被另一次校验记账，多次重试仍未成功。请稍后重新运行。`,
  overtaken: (): string => '校验期间台账又有更新的一次读取，本次结果作废。请重新运行。',
  staleBooks: (): string => '另一次校验已先更新了问题记录，本次结果作废。请重新运行。',
  busyAdjustments: (): string => '另一次校验正在记账，申诉调整没有写入。请稍后重新运行。',
  notEnded: (year: number): string =>
    `${formatAcademicYear(year)} 学年要到 ${formatDay(lastDayOf(year))} 才结束，现在不能封存。请先用 --rehearse 预演。`,
  notSealed: (year: number): string =>
    `${formatAcademicYear(year)} 学年还没有封存，不能定稿。请先运行 year-end --seal。`,
  alreadyFinal: (year: number): string =>
    `${formatAcademicYear(year)} 学年已经定稿。确需重做，请加 --force 并用 --reason 写明理由。`,
  alreadySealed: (year: number): string =>
    `${formatAcademicYear(year)} 学年已经封存，不再重复封存。确需重新封存，请加 --force 并用 --reason 写明理由；原来的封存会保留。`,
  unlived: (year: number): string =>
    `${formatAcademicYear(year)} 学年没有任何活动记录，存储里也没有这个学年的积分，没有封存。请核对 --year 写的学年；确需封存这个学年，请加 --force 并用 --reason 写明理由。`,
  reasonMissing: (): string => '--force 必须写明理由：请加上 --reason "理由"。',
  unregistered: (messages: readonly string[]): string =>
    `学院登记有没读懂的地方，不能封存。请先改好：${messages.join('')}`,
  unread: (names: readonly string[]): string => `有台账没有读到，不能封存：${names.join('；')}`,
  unreadName: (name: string, error: string | null): string => `${name}（${error ?? ''}）`,
  beginsAnew: (): string =>
    '存储是新的，而校级总表里已有以前写入的结果：以前的账本、问题的首次发现日期和封存记录都不在这个存储里。如果存储被删除或换了位置，请放回原处再运行；确实要从头开始，就不必处理。',
  beginsAnewSeal: (): string =>
    '存储是新的，而校级总表里已有以前写入的结果，不能封存：可能以前已经封存过。请把原来的存储放回；确实要从头开始，请加 --force 并用 --reason 写明理由。',
  undecidedAppeals: (year: number, rows: readonly string[]): string =>
    `${formatAcademicYear(year)} 学年有申诉还不能计入，不能定稿：${rows.join('；')}`,
  appealRow: (row: number | null, message: string): string =>
    `“申诉”${row === null ? '' : `第 ${row} 行`}（${message.replace(/。$/u, '')}）`,
  objectionOpen: (until: number): string =>
    `公示期到 ${formatDay(until)}（含当天）才结束，现在不能定稿。确需提前定稿，请加 --force 并用 --reason 写明理由。`,
  incomplete: (): string => '校验没有全部完成，不能封存。请联系管理员。',
  ledgerMoved: (year: number, organizations: readonly string[]): string =>
    `${formatAcademicYear(year)} 学年的账本与封存时不一致（${organizations.slice(0, 5).join('、')}），不能定稿。请管理员查明原因，或用 --seal --force 并写明理由重新封存。`,
  lateAppeal: (organization: string, raisedOn: number): string => `${organization}（${formatDay(raisedOn)}）`,
  purged: (year: number, on: number): string =>
    `${formatAcademicYear(year)} 学年的明细已在 ${formatDay(on)} 清除，只留下总分和名次，不能再封存或定稿。`,
  purgeTooLate: (current: number): string =>
    `只能清除已经结束的学年，什么也没有改动。--purge-before 后面最晚写 ${formatAcademicYear(current)}。`,
  purgeUnsealed: (year: number): string =>
    `${formatAcademicYear(year)} 学年还没有封存，清除以后就查不到结果的依据了，所以什么也没有改动。请先用 --seal --year ${formatAcademicYear(year)} 封存，或把 --purge-before 写早一些。`,
  purgeUnfinished: (year: number): string =>
    `${formatAcademicYear(year)} 学年的封存还没有写进全部表格，什么也没有改动。请再运行一次封存的命令，然后清除。`,
  purgeOpen: (year: number, until: number): string =>
    `${formatAcademicYear(year)} 学年的公示期到 ${formatDay(until)}（含当天）才结束，什么也没有改动。请在那以后再清除。`,
  otherRuleSet: (sealed: string, own: string): string =>
    `封存时的规则版本是 ${sealed}，本程序是 ${own}，不能重算。请换用当时版本的程序。`,
  imageForeign: (): string => '校验进行时程序换了版本，结果没有写入。请重新运行校验。',
  cloudFault: (): string => '今晚处理这个表格时云端出错，已通知管理员；表格里的内容没有改动，明晚再试。',
  cloudSilent: (): string => '今晚处理这个表格时一直等不到应答；表格里的内容没有改动，明晚再试。',
  imageGone: (): string => '本次校验的结果已过保存期，没有写入。请重新运行校验。',
  neverRead: (): string => '这个表格还从未读取成功。',
  notChecked: (): string => '校级总表还没有检查过，没有可以通知的内容。请先运行 audit。',
  notReported: (): string => '这所学校还没有检查过，没有可以写进报告的内容。请先运行 audit。',
  wholeSchool: (): string => '全校',
  checked: (): string => '已检查',
  heldBack: (): string => '未处理：内容大量减少或缺表，按上一次读到的内容',
  adjustmentItem: (): string => '申诉调整',
} as const;
