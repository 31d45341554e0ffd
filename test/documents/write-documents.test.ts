import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { paragraph } from '../../functions/document-templates/markup.ts';
import { packTemplate } from '../../functions/document-templates/package.ts';
import { openDocumentFolder } from '../../functions/write-documents.ts';
import { partsOf, withParts } from './read-docx.ts';

const FILE = '支部成绩单-甲.docx';
const document = (text: string): Promise<Buffer> => packTemplate({ name: '试', foot: '', body: [paragraph(text)] });

it('a document is written, left as it is, renewed, and never written over once somebody has changed it or has it open', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'xietong-documents-')), '文书', '支部成绩单');
  const path = join(folder, FILE);
  const [one, two] = [await document('一'), await document('二')];
  const write = (bytes: Buffer) => openDocumentFolder(folder).write(FILE, bytes);
  expect(write(one)).toBe('new');
  const before = statSync(path).mtimeMs;
  expect(write(one)).toBe('unchanged');
  expect(statSync(path).mtimeMs).toBe(before);
  expect(write(two)).toBe('renewed');
  expect(partsOf(readFileSync(path))).toEqual(partsOf(two));

  // As Word, WPS and LibreOffice name the file that they leave beside an open one.
  for (const lock of [`~$${FILE}`, `~$${FILE.slice(2)}`, `.~${FILE}`, `.~lock.${FILE}#`]) {
    writeFileSync(join(folder, lock), '');
    expect(write(one), lock).toBe('open');
    expect(write(two), lock).toBe('unchanged');
    rmSync(join(folder, lock));
  }

  // Saved by another program, which leaves the mark out; then one byte changed behind its back.
  const standing = readFileSync(path);
  for (const changed of [
    await withParts(standing, {}),
    Buffer.concat([standing.subarray(0, 40), Buffer.from('x'), standing.subarray(41)]),
    Buffer.from('x'),
  ]) {
    writeFileSync(path, changed);
    expect(write(one)).toBe('edited');
    expect(readFileSync(path).equals(changed)).toBe(true);
  }
  expect(readdirSync(folder)).toEqual([FILE]);
});
