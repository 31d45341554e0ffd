import { lstat, readdir, realpath } from 'node:fs/promises';
import { join, type PlatformPath, posix, win32 } from 'node:path';
import { fileNameFault, fileNameKey } from '../../../shared/domain/file-name.ts';
import { visibleText } from '../../../shared/domain/visible-text.ts';
import { errorCode, refused } from './problem.ts';
import { REASONS, reasonOtherFormat } from './words.ts';

/** A workbook that lies in the folder. */
export interface WorkbookFile {
  /** File name for messages. */
  readonly name: string;
  /** Where the bytes are, links followed. */
  readonly path: string;
}

const EXTENSION = /\.(xlsx|xlsm)$/i;

/** Names that are paths, devices, hidden or temporary files on any system are no workbooks. */
function isPlainName(name: string): boolean {
  if (name.length === 0 || Buffer.byteLength(name) > 255 || fileNameFault(name) !== null) return false;
  return !name.startsWith('.') && !name.startsWith('~$');
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}

/** File name candidates of an id: as it is where it has a workbook's extension, else with one. */
export function fileNames(id: string): string[] {
  const name = id.trim();
  if (!isPlainName(name)) throw refused(REASONS.badName);
  const candidates = EXTENSION.test(name) ? [name] : [`${name}.xlsx`, `${name}.xlsm`];
  // macOS stores 学院 file names decomposed where the sheet has them composed, or the other way round.
  return [
    ...new Set(candidates.flatMap((candidate) => [candidate, candidate.normalize('NFC'), candidate.normalize('NFD')])),
  ];
}

/** Finds the workbook `id` in `folder`; refuses a name that leads out of it. */
export async function findWorkbook(folder: string, id: string): Promise<WorkbookFile> {
  const names = fileNames(id);
  for (const wanted of [...names, null]) {
    const name = wanted ?? (await sameToTheEye(folder, names));
    if (name === null) break;
    const path = join(folder, name);
    if (!(await exists(path))) continue;
    const [home, real] = await Promise.all([realpath(folder), realpath(path)]);
    if (!liesIn(home, real)) throw refused(REASONS.leavesFolder);
    if (!(await lstat(real)).isFile()) throw refused(REASONS.notRegular);
    if (!EXTENSION.test(real)) throw refused(REASONS.notXlsx);
    return { name, path: real };
  }
  const other = await otherFormat(folder, names[0] ?? id);
  throw refused(other === null ? REASONS.missing : reasonOtherFormat(other, `${stemOf(other)}.xlsx`));
}

/**
 * Whether a file lies in a folder itself, links followed for both: also at the root of a drive or of a share, whose path
 * ends with a separator or without, and in another case where that is the same.
 * @param paths the rules of a system, its own but in tests
 */
export function liesIn(
  folder: string,
  file: string,
  paths: PlatformPath = process.platform === 'win32' ? win32 : posix,
): boolean {
  return paths.relative(folder, file) === paths.basename(file);
}

/**
 * The file whose name looks like one of these. Invisible characters come along when a name is copied, and on most
 * schools' disks case does not tell files apart.
 */
async function sameToTheEye(folder: string, names: readonly string[]): Promise<string | null> {
  const seen = (name: string): string => fileNameKey(visibleText(name));
  const wanted = new Set(names.map(seen));
  const found = (await readdir(folder)).filter((name) => isPlainName(name) && wanted.has(seen(name)));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Tables of other kinds that a program can save as .xlsx. */
const OTHER_FORMAT = /\.(xls|xlsb|xlt|xltx|xltm|et|ett|ods|ots|fods|csv|tsv|numbers)$/i;

const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '');

/** The file that may be meant where the wanted one is missing: of the same name, but of another kind. */
async function otherFormat(folder: string, wanted: string): Promise<string | null> {
  const name = EXTENSION.test(wanted) ? stemOf(wanted) : wanted;
  // `台账.xls` is registered by its whole name, or by its stem with or without the right ending.
  const stems = new Set([fileNameKey(name), ...(OTHER_FORMAT.test(name) ? [fileNameKey(stemOf(name))] : [])]);
  const found = (await readdir(folder)).filter(
    (other) => OTHER_FORMAT.test(other) && stems.has(fileNameKey(stemOf(other))),
  );
  return found.toSorted()[0] ?? null;
}
