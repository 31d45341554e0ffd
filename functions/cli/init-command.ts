import { academicYear, asOfDay, type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode, UsageError } from './failure.ts';
import { initPlace } from './init/init-place.ts';

export interface InitOptions extends CommonOptions {
  readonly colleges?: string;
  readonly sample?: string;
  readonly students?: string;
  readonly faults: boolean;
}

const MAX_COLLEGES = 30;
const MAX_STUDENTS = 3000;

/** `init PLACE`: blank templates, or (with `--sample`) an invented university. Never overwrites a file. */
export async function initCommand(folder: string, options: InitOptions): Promise<ExitCode> {
  const report = await initPlace({
    folder,
    colleges: options.colleges === undefined ? null : wholeNumber('--colleges', options.colleges, MAX_COLLEGES),
    sample: options.sample ?? null,
    studentsPerCollege:
      options.students === undefined ? null : wholeNumber('--students', options.students, MAX_STUDENTS),
    faults: options.faults,
    asOf: asOfDay(options),
    year: academicYear(options, asOfDay(options)),
    progress: ({ done, total, name }) => {
      if (options.quiet !== true) process.stderr.write(`写入 ${done}/${total} ${name}\n`);
    },
  });
  if (options.json !== undefined) writeJson(options.json, { schema: 'xietong/init/1', ...report });
  say(
    options,
    [`已在“${folder}”建立 ${report.files.length} 个文件：`, ...report.files.map((file) => `  ${file}`)].join('\n'),
  );
  return ExitCode.done;
}

function wholeNumber(option: string, text: string, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new UsageError(`${option} 应为 1 到 ${max} 的整数，不能是“${text}”。`);
  return value;
}
