import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { DocumentKind } from '../../../shared/documents/kind.ts';
import { placeholderFaults } from '../../../shared/documents/placeholders.ts';
import { Refused } from '../../../shared/ports.ts';
import { openTemplate, type Template } from '../../adapters/docx/fill.ts';
import { aboutTemplate } from '../../adapters/docx/words.ts';
import { builtInTemplate } from '../../document-templates/built-in.ts';
import { UsageError } from '../../usage-error.ts';
import { fileReason } from '../file-reasons.ts';
import { placeholderWords } from './template-words.ts';

/**
 * The template of a kind: the office's own, or the built-in one.
 * @throws UsageError when it cannot be read, or holds a placeholder that the kind does not know
 */
export async function openTemplateOf(kind: DocumentKind, file: string | undefined): Promise<Template> {
  const bytes = file === undefined ? await builtInTemplate(kind.template) : readTemplate(file);
  const template = await opened(bytes, file ?? kind.template);
  const faults = placeholderFaults(template.placeholders, kind.fields).map(placeholderWords);
  if (faults.length > 0)
    throw new UsageError(
      `模板“${file}”用于“${kind.name}”有 ${faults.length} 处不对：${faults.join('；')}。全部占位符见 documents <位置> --kind ${kind.name} --fields。`,
    );
  if (template.placeholders.length === 0)
    throw new UsageError(
      `模板“${file}”里没有一个占位符，每一份都会一样。请写上 {组织名称} 这样的占位符；全部占位符见 --fields，也可以用 --save-template 从内置模板改起。`,
    );
  return template;
}

async function opened(bytes: Buffer, file: string): Promise<Template> {
  try {
    return await openTemplate(bytes);
  } catch (error) {
    if (error instanceof Refused) throw new UsageError(aboutTemplate(file, error.message), { cause: error });
    throw error;
  }
}

/** A larger file is refused without being read. */
const MAX_BYTES = 20 * 1_048_576;

function readTemplate(file: string): Buffer {
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) throw new UsageError(`“${file}”是文件夹，不能作为模板。请写一个 .docx 文件。`);
    if (stat.size > MAX_BYTES) throw new UsageError(`模板“${file}”过大，拒绝读取。请删去模板里多余的图片。`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(
      isGone
        ? `找不到模板“${file}”。请检查路径；没有自己的模板，去掉 --template 就用内置的，或用 --save-template 存一份来改。`
        : `读不了模板“${file}”：${fileReason(error)}。请检查这个文件。`,
      { cause: error },
    );
  }
}

/** Saves the built-in template of a kind for an office to change. Never overwrites a file. */
export async function saveTemplate(kind: DocumentKind, file: string): Promise<string> {
  const path = resolve(/\.docx$/i.test(file) ? file : `${file}.docx`);
  const bytes = await builtInTemplate(kind.template);
  try {
    writeFileSync(path, bytes, { flag: 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new UsageError(
      isThere
        ? `已经有“${basename(path)}”，没有覆盖。请换一个文件名，或先把它移走。`
        : `无法写入“${path}”：${fileReason(error)}。请换一个可以写的位置。`,
      { cause: error },
    );
  }
  return path;
}
