import { join, resolve } from 'node:path';
import { documentNames } from '../../shared/documents/file-names.ts';
import type { PapersInput } from '../../shared/documents/input.ts';
import type { DocumentKind, Paper } from '../../shared/documents/kind.ts';
import { DOCUMENT_KINDS } from '../../shared/documents/kinds.ts';
import { blanksOf } from '../../shared/documents/placeholders.ts';
import { formatAcademicYear, formatDay } from '../../shared/domain/calendar.ts';
import { papersInput } from '../../shared/run/papers-input.ts';
import { storedPagesInput } from '../../shared/run/stored-pages.ts';
import { nearestWord } from '../../shared/workbook/nearest.ts';
import type { Environment } from '../env.ts';
import { openNight } from '../open-night.ts';
import { ruleSet } from '../rule-set.ts';
import { readPlace, type SchoolPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { openStore } from '../wiring.ts';
import type { DocumentOutcome } from '../write-documents.ts';
import { asOfDay, auditedYear, type CommonOptions, say, writeJson } from './common-options.ts';
import { chosenPapers } from './documents/chosen-papers.ts';
import { openTemplateOf, saveTemplate } from './documents/template-file.ts';
import { fieldLines, kindLine } from './documents/template-words.ts';
import { type WrittenPaper, writePapers } from './documents/write-papers.ts';
import { ExitCode } from './failure.ts';

export interface DocumentsOptions extends CommonOptions {
  readonly kind?: string;
  readonly template?: string;
  readonly out?: string;
  readonly only?: string;
  readonly dryRun?: boolean;
  readonly fields?: boolean;
  readonly saveTemplate?: string;
}

/** Folder of the documents beside the workbooks. */
const DOCUMENTS_FOLDER = '文书';
/** Lines of one list on the terminal. */
const LINES = 20;

/** `documents PLACE --kind …`: papers to be handed in or posted, as .docx. Reads only the store. */
export async function documentsCommand(
  argument: string,
  options: DocumentsOptions,
  environment: Environment,
): Promise<ExitCode> {
  const place = readPlace(argument, environment);
  const kind = options.kind === undefined ? null : kindOf(options.kind);
  if (kind === null) return listKinds(options);
  if (options.fields === true) {
    say(options, [`${kind.name}（${kind.per}）可以用的占位符：`, ...fieldLines(kind.fields)].join('\n'));
    return ExitCode.done;
  }
  if (options.saveTemplate !== undefined) {
    const path = await saveTemplate(kind, options.saveTemplate);
    say(options, `内置模板存为“${path}”。用 Word 或 WPS 改好以后，加上 --template "${path}" 使用。`);
    return ExitCode.done;
  }
  const template = await openTemplateOf(kind, options.template);
  const input = await readInput(place, options, environment);
  const all = [...kind.papers(input)];
  const papers = chosenPapers(all, options.only, input);
  if (papers.length === 0 && all.length > 0)
    throw new UsageError(`“${options.only}”没有${kind.name}：${kind.per}。请去掉 --only，或换一个学院或组织。`);
  const folder = options.out === undefined ? folderOf(place, kind) : resolve(options.out);
  const names = documentNames(kind.name, papers);
  const blanks = papers.map(({ values }) => blanksOf(values, template.placeholders));
  const written = options.dryRun === true ? [] : await writePapers(folder, papers, names, template);
  if (options.json !== undefined) writeJson(options.json, jsonOf(kind, input, folder, papers, names, blanks, written));
  say(options, textOf({ kind, input, folder, papers, names, blanks, written, dryRun: options.dryRun === true }));
  return written.some(({ outcome }) => outcome === 'edited' || outcome === 'open')
    ? ExitCode.someFailed
    : ExitCode.done;
}

function listKinds(options: DocumentsOptions): ExitCode {
  if (
    options.template !== undefined ||
    options.saveTemplate !== undefined ||
    options.out !== undefined ||
    options.fields
  )
    throw new UsageError(`请用 --kind 写明要哪一种文书：${DOCUMENT_KINDS.map(({ name }) => name).join('、')}。`);
  say(options, ['可以生成的文书（用 --kind 写明要哪一种）：', ...DOCUMENT_KINDS.map(kindLine)].join('\n'));
  return ExitCode.done;
}

function kindOf(named: string): DocumentKind {
  const found = DOCUMENT_KINDS.find(({ name }) => name === named.trim());
  if (found) return found;
  const nearest = nearestWord(
    named.trim(),
    DOCUMENT_KINDS.map(({ name }) => [name, name]),
  );
  throw new UsageError(
    `没有“${named}”这种文书${nearest === null ? '。' : `，是不是“${nearest}”？`}可以写：${DOCUMENT_KINDS.map(({ name }) => name).join('、')}。`,
  );
}

async function readInput(
  place: SchoolPlace,
  options: DocumentsOptions,
  environment: Environment,
): Promise<PapersInput> {
  const { store, close } = await openStore(place.stateFolder, environment, { readOnly: true });
  try {
    const asOf = options.asOf === undefined ? null : asOfDay(options);
    const year = options.year === undefined ? null : auditedYear(options, asOf ?? 0);
    const open = (wanted: { readonly asOf: number; readonly year: number }) =>
      openNight({ schoolWorkbook: place.schoolWorkbook, trigger: 'command', nextRun: '', dryRun: true, ...wanted });
    return await papersInput({ store }, await storedPagesInput({ store }, open, { asOf, year }), ruleSet);
  } finally {
    await close();
  }
}

/** Beside the workbooks, if they are on this machine; else below the working directory. */
function folderOf(place: SchoolPlace, { name }: DocumentKind): string {
  return place.kind === 'folder' ? join(place.folder, DOCUMENTS_FOLDER, name) : resolve(DOCUMENTS_FOLDER, name);
}

interface Told {
  readonly kind: DocumentKind;
  readonly input: PapersInput;
  readonly folder: string;
  readonly papers: readonly Paper[];
  readonly names: readonly string[];
  /** The placeholders that each document has no value for. */
  readonly blanks: readonly (readonly string[])[];
  readonly written: readonly WrittenPaper[];
  readonly dryRun: boolean;
}

function textOf({ kind, input, folder, papers, names, blanks, written, dryRun }: Told): string {
  const day = formatDay(input.pages.asOf);
  if (papers.length === 0)
    return `${kind.name}（${formatAcademicYear(input.pages.year)} 学年，截至 ${day}）：没有可以生成的。${kind.per}，这一学年的台账里还没有。`;
  const head = dryRun
    ? `${kind.name}（截至 ${day}）：将生成 ${papers.length} 份，放在“${folder}”。没有写入任何文件。`
    : `${kind.name}（截至 ${day}）在“${folder}”：共 ${papers.length} 份，${countWords(written)}。`;
  const incomplete = names.flatMap((name, at) => {
    const missing = blanks[at] ?? [];
    return missing.length === 0 ? [] : [`  ${name}　台账里没有：${missing.join('、')}`];
  });
  const unread = input.pages.colleges.filter((one) => one.unread !== null).map(({ name }) => name);
  return [
    head,
    ...listed('没有动、请自己处理的', written.flatMap(keptLine)),
    ...listed('留空待填的', incomplete),
    ...(unread.length === 0 ? [] : [`这些学院的台账这次没有读到，用的是上次的内容：${unread.join('、')}。`]),
    ...(dryRun
      ? listed(
          '将生成',
          names.map((name) => `  ${name}`),
        )
      : []),
  ].join('\n');
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length > LINES ? [`  其余 ${lines.length - LINES} 份加 --json 可以看到。`] : [];
  return [`${title}（${lines.length} 份）：`, ...lines.slice(0, LINES), ...more];
}

const OUTCOMES: Readonly<Record<DocumentOutcome, string>> = {
  new: '新写',
  renewed: '更新',
  unchanged: '没有变化',
  edited: '有人改过，没有覆盖',
  open: '正在打开，没有覆盖',
};

function countWords(written: readonly WrittenPaper[]): string {
  const counts = Map.groupBy(written, ({ outcome }) => outcome);
  return (Object.keys(OUTCOMES) as DocumentOutcome[])
    .filter((outcome) => outcome === 'new' || counts.has(outcome))
    .map((outcome) => `${OUTCOMES[outcome]} ${counts.get(outcome)?.length ?? 0} 份`)
    .join('，');
}

function keptLine({ file, outcome }: WrittenPaper): string[] {
  if (outcome === 'open') return [`  ${file}　正在打开。请关闭以后再运行一次`];
  return outcome === 'edited' ? [`  ${file}　有人改过。要重新生成，请先把它改名或移走`] : [];
}

function jsonOf(
  { name: kind }: DocumentKind,
  { pages, result }: PapersInput,
  folder: string,
  papers: readonly Paper[],
  names: readonly string[],
  blanks: readonly (readonly string[])[],
  written: readonly WrittenPaper[],
) {
  return {
    schema: 'xietong/documents/1',
    kind,
    asOf: formatDay(pages.asOf),
    stage: result.stage,
    folder,
    documents: papers.map(({ college, organization }, at) => ({
      file: names[at] ?? '',
      college,
      organization,
      blanks: blanks[at] ?? [],
      outcome: written[at]?.outcome ?? null,
    })),
  };
}
