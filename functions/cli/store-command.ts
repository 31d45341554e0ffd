import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Refused } from '../../shared/ports.ts';
import type { Environment } from '../env.ts';
import { renameFile } from '../rename-file.ts';
import { readPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { engineFileLines, openArchive } from '../wiring.ts';
import { type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { fileReason } from './file-reasons.ts';

export interface StoreOptions extends CommonOptions {
  readonly place: string;
}

/** First bytes of a file of SQLite. */
const SQLITE = 'SQLite format 3\0';
/** The file has the contents of the store, including 学号. */
const OWN_FILE = 0o600;

/** `store export|import FILE`. */
export async function storeCommand(
  action: string,
  file: string,
  options: StoreOptions,
  environment: Environment,
): Promise<ExitCode> {
  if (action === 'export') return await storeExport(file, options, environment);
  if (action === 'import') return await storeImport(file, options, environment);
  throw new UsageError(`不认识的动作“${action}”。请写 store export 文件，或 store import 文件。`);
}

/** `store export FILE`: everything in the store as a file of lines, for keeping or moving it. */
async function storeExport(file: string, options: StoreOptions, environment: Environment): Promise<ExitCode> {
  const { stateFolder } = readPlace(options.place, environment);
  const archive = await openArchive(stateFolder, environment, { readOnly: true });
  try {
    const moved = await writeLines(file, await archive.lines());
    if (options.json !== undefined) writeJson(options.json, { schema: 'xietong/store-export/1', file, ...moved });
    say(options, `已导出 ${moved.items} 条记录、${moved.accounts} 个账户到“${file}”。里面有学号，请妥善保管。`);
    return ExitCode.done;
  } finally {
    await archive.close();
  }
}

/** `store import FILE`: puts an export, or the file of the former embedded store, into an empty store. */
async function storeImport(file: string, options: StoreOptions, environment: Environment): Promise<ExitCode> {
  const { stateFolder } = readPlace(options.place, environment);
  const lines = await readLines(file);
  const archive = await openArchive(stateFolder, environment, { readOnly: false });
  try {
    const moved = await archive.restore(lines);
    if (options.json !== undefined) writeJson(options.json, { schema: 'xietong/store-import/1', file, ...moved });
    say(options, `已迁入 ${moved.items} 条记录、${moved.accounts} 个账户，逐户核对一致。原文件“${file}”没有改动。`);
    return ExitCode.done;
  } finally {
    await archive.close();
  }
}

/** First to a draft beside the file: an existing file is always complete. */
async function writeLines<Result>(file: string, lines: Generator<string, Result>): Promise<Result> {
  const beside = `${file}.part`;
  try {
    const handle = await open(beside, 'w', OWN_FILE);
    let step = lines.next();
    try {
      for (; step.done !== true; step = lines.next()) await handle.write(`${step.value}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameFile(beside, file);
    return step.value;
  } catch (error) {
    await rm(beside, { force: true });
    if (error instanceof Error && 'syscall' in error)
      throw new UsageError(`无法写入“${file}”：${fileReason(error)}。请换一个可以写的位置。`, { cause: error });
    throw error;
  }
}

async function readLines(file: string): Promise<readonly string[]> {
  try {
    if ((await beginning(file)) === SQLITE) return await engineFileLines(file);
    const lines: string[] = [];
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }))
      lines.push(line);
    return lines;
  } catch (error) {
    if (error instanceof Refused || !(error instanceof Error) || !('syscall' in error)) throw error;
    throw new UsageError(`打不开“${file}”。请检查路径和读取权限。`, { cause: error });
  }
}

async function beginning(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SQLITE.length), 0, SQLITE.length);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
