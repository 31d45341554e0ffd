import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sha256 } from '../shared/domain/identity.ts';
import { SPREADSHEET_ID } from '../shared/domain/spreadsheet-id.ts';
import { SCHOOL_WORKBOOK } from '../shared/domain/vocabulary.ts';
import type { Environment } from './env.ts';
import { UsageError } from './usage-error.ts';

/** Where a school lives: a folder of workbooks, one on another machine (campus disk, bucket), or a Google school workbook. */
export type SchoolPlace =
  | { readonly kind: 'folder'; readonly folder: string; readonly schoolWorkbook: string; readonly stateFolder: string }
  | {
      readonly kind: 'remote';
      /** `dav+https://…/` or `s3://…/`, without credentials. */
      readonly address: string;
      readonly schoolWorkbook: string;
      readonly stateFolder: string;
    }
  | { readonly kind: 'google'; readonly schoolWorkbook: string; readonly stateFolder: string };

export const STATE_FOLDER = '.xietong';
const GOOGLE = 'google:';
const REMOTE = /^(?:dav\+https?|s3):\/\//i;

/** Reads the PLACE argument. Throws `UsageError` where there is no school. */
export function readPlace(argument: string, environment: Environment): SchoolPlace {
  if (argument.startsWith(GOOGLE)) {
    const id = argument.slice(GOOGLE.length).trim();
    if (!SPREADSHEET_ID.test(id))
      throw new UsageError(
        `“${argument}”里没有可用的表格 id。请写成 google:<校级总表的表格 id>，id 在表格网址的 /d/ 之后。`,
      );
    return { kind: 'google', schoolWorkbook: id, stateFolder: environment.XIETONG_STATE ?? resolve(STATE_FOLDER) };
  }
  if (isRemote(argument)) return remotePlace(argument, environment);
  const folder = resolve(argument);
  if (!existsSync(folder))
    throw new UsageError(`找不到文件夹“${argument}”。请检查路径，或先运行 init “${argument}” 建立一套空白台账。`);
  if (!statSync(folder).isDirectory())
    throw new UsageError(`“${argument}”不是文件夹。请给出放有“${SCHOOL_WORKBOOK}”的文件夹。`);
  if (!existsSync(join(folder, SCHOOL_WORKBOOK))) {
    throw new UsageError(
      `文件夹“${argument}”里没有“${SCHOOL_WORKBOOK}”。请把校级总表放进这个文件夹，或先运行 init 建立一套空白台账。`,
    );
  }
  return {
    kind: 'folder',
    folder,
    schoolWorkbook: SCHOOL_WORKBOOK,
    stateFolder: environment.XIETONG_STATE ?? join(folder, STATE_FOLDER),
  };
}

/** A campus disk or a bucket. */
export function isRemote(argument: string): boolean {
  return REMOTE.test(argument);
}

/** Its address as a folder's, which ends with a slash. */
export function remoteAddress(argument: string): string {
  return argument.endsWith('/') ? argument : `${argument}/`;
}

/** Its state lies in a folder of its own: two schools on one disk do not share a ledger. */
function remotePlace(argument: string, { XIETONG_STATE: state }: Environment): SchoolPlace {
  const address = remoteAddress(argument);
  const host = URL.parse(address)?.hostname ?? 'remote';
  // `[::1]` is no name of a folder on Windows.
  const name = `${host.replaceAll(/[^\p{L}\p{N}.-]/gu, '_')}-${sha256(address).slice(0, 8)}`;
  return {
    kind: 'remote',
    address,
    schoolWorkbook: SCHOOL_WORKBOOK,
    stateFolder: state ?? resolve(STATE_FOLDER, name),
  };
}
