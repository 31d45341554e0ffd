/** An option that may be given several times. */
export const repeated = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** The location of the ledger for `why`, `history` and `store`. */
export const OF_LEDGER = [
  '--place <位置>',
  '台账所在的文件夹，或 google:<校级总表的表格 id>、dav+https://<网盘文件夹>、s3://<存储桶>/<文件夹>（默认：当前文件夹）',
  '.',
] as const;

/** The as-of day of the check. */
export const AS_OF = ['--as-of <日期>', '截至日期，如 2026-06-30（默认：北京时间的今天）'] as const;

/** The academic year that is assessed. */
export const OF_YEAR = ['--year <学年>', '考核学年，如 2025-2026（默认：截至日期所在学年）'] as const;
