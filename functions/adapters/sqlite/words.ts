/** Every sentence of this adapter that a person reads. */

export const WORDS = {
  where: (file: string | null): string => (file === null ? '（内存）' : `文件“${file}”`),
  folder: (folder: string, code: string): string =>
    `无法写入状态文件夹“${folder}”（${code}）。请把该文件夹的读写权限授予运行本软件的账户，或用环境变量 XIETONG_STATE 指定另一个可写的文件夹`,
  full: (folder: string): string =>
    `磁盘空间不足，状态文件夹“${folder}”写不进去。已经写入的内容不受影响；请在这块磁盘上腾出空间，再重新运行`,
  busy: (where: string): string =>
    `存储${where}一直被另一个正在运行的程序占用。已经写入的内容不受影响；请等它结束，稍后重新运行`,
  noAccess: (where: string, detail: string): string =>
    `没有权限读写存储${where}（${detail}）。请把该文件和它所在文件夹的读写权限授予运行本软件的账户`,
  damaged: (where: string, detail: string): string =>
    `存储${where}已损坏（${detail}），没有改动它。请从备份恢复该文件；没有备份的，把它改名保留后重新运行，积分会按现有台账重新记入`,
  newer: (where: string): string => `存储${where}是由更新版本的软件写的，本版本读不懂，没有改动它。请改用新版本运行`,
  failed: (where: string, detail: string): string =>
    `读写存储${where}出错（${detail}）。已经写入的内容不受影响；请检查这块磁盘，稍后重新运行`,
  elsewhere: (host: string, seen: string): string =>
    `电脑“${host}”正在使用这个状态文件夹（北京时间 ${seen} 还在运行）。同一个文件夹同时只能由一台电脑运行：请等那台电脑上的程序结束；那台电脑已经断电或断网的，3 分钟后再试`,
  notOurs: (file: string): string => `“${file}”不是本软件的存储文件，也不是导出的文件`,
  notOneTable: (file: string, tables: number): string =>
    `旧的存储文件“${file}”里有 ${tables} 张表，不知道要迁哪一张；应当只有一张。请先从备份取只存这一所学校的文件`,
  offer: (file: string): string =>
    `这里有旧版软件的存储文件“${file}”，里面的积分流水和封存还没有迁过来。请先运行 store import "${file}"（加 --place 指明台账的位置）；确定不要旧记录的，请把这个文件移到别处`,
} as const;
