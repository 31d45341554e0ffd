import type { Paper } from '../../../shared/documents/kind.ts';
import type { Template } from '../../adapters/docx/fill.ts';
import { UsageError } from '../../usage-error.ts';
import { type DocumentOutcome, openDocumentFolder } from '../../write-documents.ts';
import { fileReason } from '../file-reasons.ts';

export interface WrittenPaper {
  readonly file: string;
  readonly outcome: DocumentOutcome;
}

/**
 * Writes documents to a folder, one after another.
 * @throws UsageError when the folder, or a file in it, cannot be written
 */
export async function writePapers(
  folder: string,
  papers: readonly Paper[],
  names: readonly string[],
  template: Template,
): Promise<readonly WrittenPaper[]> {
  const written: WrittenPaper[] = [];
  if (papers.length === 0) return written;
  const open = inWords(folder, () => openDocumentFolder(folder));
  for (const [at, { values }] of papers.entries()) {
    const file = names[at] ?? '';
    const bytes = await template.fill(values);
    written.push({ file, outcome: inWords(folder, () => open.write(file, bytes)) });
  }
  return written;
}

function inWords<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`无法写入“${folder}”：${fileReason(error)}。请用 --out 换一个可以写的文件夹。`, {
      cause: error,
    });
  }
}
