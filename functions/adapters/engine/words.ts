/** Every sentence of this adapter that a person reads. */

export const WORDS = {
  noBinary: (platform: string): string =>
    `找不到内置存储引擎 dynoxide（${platform}）。请在软件目录重新运行 npm ci；此平台没有随附时，请自行安装 dynoxide 并放进 PATH，或把环境变量 DYNAMODB_ENDPOINT 设为已在运行的 DynamoDB Local 的地址`,
  folder: (folder: string, code: string): string =>
    `无法写入状态文件夹“${folder}”（${code}）。请把该文件夹的读写权限授予运行本软件的账户，或用环境变量 XIETONG_STATE 指定另一个可写的文件夹`,
  database: (file: string, detail: string): string =>
    `无法打开状态文件“${file}”：${detail}。请检查该文件的读写权限和磁盘空间；文件已损坏时请从备份恢复`,
  notReady: (detail: string): string => `内置存储引擎没有按时启动：${detail}。请稍后重试，或检查磁盘空间和内存`,
  silent: '没有任何输出',
  ended: (code: number | null): string =>
    `内置存储引擎意外退出（代码 ${code ?? '无'}），本次运行之后的读写会失败，请重新运行`,
  leftover: (pid: number): string => `已结束上次异常退出时留下的存储引擎进程 ${pid}`,
} as const;
