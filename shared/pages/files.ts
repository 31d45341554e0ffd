import { sha256 } from '../domain/identity.ts';

/** The page of the whole school. */
export const INDEX_FILE = 'index.html';
/** Folder of the pages beside the workbooks. */
export const PAGES_FOLDER = '报告';

/** File name of a college's page. */
export function collegePageFile(college: string): string {
  return `学院-${fileWord(college)}.html`;
}

/** File name of an organization's page. */
export function organizationPageFile(organization: string): string {
  return `成绩单-${fileWord(organization)}.html`;
}

/**
 * An id as a file name, valid and distinct on every file system: an unsafe id gets a hash appended, and a number
 * that may be a person's becomes a hash.
 */
function fileWord(id: string): string {
  const hash = sha256(id).slice(0, 8);
  if (/^[0-9]{6,}$/.test(id)) return hash;
  const word = id.replace(/[^\p{Script=Han}A-Za-z0-9_-]/gu, '_').slice(0, 60);
  return word === id && !/[a-z]/.test(id) ? word : `${word}-${hash}`;
}
