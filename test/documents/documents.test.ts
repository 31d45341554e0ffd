import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTemplate } from '../../functions/adapters/docx/fill.ts';
import { builtInTemplate } from '../../functions/document-templates/built-in.ts';
import { paragraph } from '../../functions/document-templates/markup.ts';
import { packTemplate } from '../../functions/document-templates/package.ts';
import { ruleSet } from '../../functions/rule-set.ts';
import { openStore } from '../../functions/wiring.ts';
import type { PapersInput } from '../../shared/documents/input.ts';
import type { DocumentKind, Paper, Values } from '../../shared/documents/kind.ts';
import { DOCUMENT_KINDS } from '../../shared/documents/kinds.ts';
import { placeholderFaults } from '../../shared/documents/placeholders.ts';
import { isDecisionOf } from '../../shared/domain/decisions.ts';
import { Grade, MatterKind, TallyScope } from '../../shared/domain/vocabulary.ts';
import { papersInput } from '../../shared/run/papers-input.ts';
import { aSchoolWithPages, type SchoolWithPages } from '../pages/a-school-with-pages.ts';
import { runMain } from '../support/run-main.ts';
import { findTool, notRun } from '../support/tools.ts';
import { countIn, partsOf, textOf } from './read-docx.ts';

let school: SchoolWithPages;
let input: PapersInput;
beforeAll(async () => {
  school = await aSchoolWithPages(['2026-07-15'], 60);
  const { store, close } = await openStore(join(school.folder, '.xietong'), {} as never, { readOnly: true });
  input = await papersInput({ store }, school.input, ruleSet);
  await close();
}, 120_000);

function kindOf(name: string): DocumentKind {
  const kind = DOCUMENT_KINDS.find((one) => one.name === name);
  if (!kind) throw new Error(name);
  return kind;
}

/** Values under a name, rows within rows included. */
function valuesOf(values: Values, name: string): readonly string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (value === null) return [];
    if (typeof value === 'string') return key === name ? [value] : [];
    return value.flatMap((row) => valuesOf(row, name));
  });
}

/** Whoever a document of the kind must name, found in the rows of the workbooks by another way; each as often as it must. */
const PEOPLE: Readonly<Record<string, (paper: Paper) => readonly string[]>> = {
  推优大会会议记录: ({ values }) =>
    input.pages.school.colleges.flatMap(({ judged }) =>
      judged.decisions
        .filter(({ kind, id }) => kind === MatterKind.leagueRecommendation && id === values.事项编号)
        .flatMap(({ studentIds }) => studentIds.items.map(nameById)),
    ),
  述责测评表: ({ organization }) =>
    input.pages.school.colleges
      .flatMap(({ judged }) => judged.students)
      .filter(
        ({ branchId, politicalStatus }) =>
          branchId === organization && /^(?:预备|正式)党员$/.test(String(politicalStatus)),
      )
      .flatMap(({ id }) => Object.values(TallyScope).map(() => nameById(String(id)))),
};

function nameById(id: string): string {
  return String(input.pages.school.roster.student(id)?.name);
}

describe('documents', () => {
  it('there is one of each kind at least, and each placeholder of the built-in template is known and used', async () => {
    for (const kind of DOCUMENT_KINDS) {
      const template = await openTemplate(await builtInTemplate(kind.template));
      expect(placeholderFaults(template.placeholders, kind.fields), kind.name).toEqual([]);
      expect(template.placeholders.length, kind.name).toBeGreaterThan(10);
      expect([...kind.papers(input)].length, kind.name).toBeGreaterThan(0);
    }
  });

  it('names in = names out: whoever must stand in a document stands in it, so often as its rows say, and no 学号', async () => {
    const ids = input.pages.school.colleges.flatMap(({ all }) => all.students.map(({ id }) => String(id)));
    let named = 0;
    for (const kind of DOCUMENT_KINDS) {
      const template = await openTemplate(await builtInTemplate(kind.template));
      for (const paper of [...kind.papers(input)].slice(0, 4)) {
        const filled = await template.fill(paper.values);
        const text = textOf(filled);
        // Word calls a cell without a paragraph damaged.
        expect(partsOf(filled).get('word/document.xml')?.includes('</w:tcPr></w:tc>'), kind.name).toBe(false);
        for (const field of ['姓名', '负责人', '组织名称', '推荐对象', '事由', '内容', '缺少'])
          for (const [value, count] of counted(valuesOf(paper.values, field)))
            expect(countIn(text, value), `${kind.name}: ${value}`).toBeGreaterThanOrEqual(count);
        const rows = valuesOf(paper.values, '姓名');
        for (const [name, count] of counted(rows)) expect(linesOf(text, name), name).toBeGreaterThanOrEqual(count);
        named += rows.length;
        expect(
          ids.filter((id) => text.includes(id)),
          kind.name,
        ).toEqual([]);
      }
    }
    expect(named).toBeGreaterThan(20);
  });

  it.each(Object.keys(PEOPLE))('%s names those whom the workbooks name, all of them and nobody else', (name) => {
    const papers = [...kindOf(name).papers(input)];
    let most = 0;
    for (const paper of papers) {
      const people = PEOPLE[name]?.(paper) ?? [];
      expect(valuesOf(paper.values, '姓名').toSorted(), paper.name.join()).toEqual(people.toSorted());
      most = Math.max(most, people.length);
    }
    expect(most).toBeGreaterThan(0);
  });

  it('there is one of the minutes for every recommendation of the year, and a statement for every organization', () => {
    const { school: read, standings } = input.pages;
    const matters = read.colleges.flatMap(({ judged }) =>
      judged.decisions.filter((one) => one.kind === MatterKind.leagueRecommendation && isDecisionOf(one, read.year)),
    );
    expect([...kindOf('推优大会会议记录').papers(input)]).toHaveLength(matters.length);
    expect([...kindOf('支部成绩单').papers(input)]).toHaveLength(standings.size);
  });

  it('the figures are those of the ledger', () => {
    for (const { organization, values } of kindOf('支部成绩单').papers(input)) {
      const standing = input.pages.standings.get(organization ?? '');
      expect(values.总分).toBe(((standing?.balance.total ?? 0) / 100).toFixed(2));
      expect(valuesOf(values, '计入')).toHaveLength(input.pages.entries.get(organization ?? '')?.length ?? 0);
      expect(values.问题数).toBe(String(input.pages.openOf.get(organization ?? '')?.length ?? 0));
    }
  });

  it('every ranked organization is in one of 合格名单 and 整改名单, and 优秀名单 is a part of the first', () => {
    const listed = (name: string): readonly string[] =>
      valuesOf([...kindOf(name).papers(input)][0]?.values ?? {}, '组织编号');
    const graded = input.result.standings.filter(({ grade }) => grade !== null);
    expect([...listed('合格名单'), ...listed('整改名单')].toSorted()).toEqual(
      graded.map(({ organization }) => organization).toSorted(),
    );
    expect(listed('优秀名单')).toHaveLength(graded.filter(({ grade }) => grade === Grade.excellent).length);
  });

  it('a material that a stage needs is there or missing; what is not reached is not asked', () => {
    const people = [...kindOf('发展材料清单').papers(input)].flatMap(({ values }) => values.人员 as readonly Values[]);
    expect(people.length).toBeGreaterThan(3);
    for (const person of people) {
      const states = valuesOf(person, '情况');
      expect(person.缺少份数).toBe(String(states.filter((one) => one === '缺').length));
      expect(person.已有份数).toBe(String(states.filter((one) => one === '有').length));
      expect(states).toHaveLength(17);
    }
    const found = people.flatMap((person) => valuesOf(person, '问题'));
    const told = people.flatMap((person) => valuesOf(person, '其他问题')).filter((one) => one !== '没有');
    expect(found.length + told.length).toBeGreaterThan(0);
  });
});

function counted(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Lines that begin with a name or hold it after a number: cells, and headings of a person. */
function linesOf(text: string, name: string): number {
  return text.split('\n').filter((line) => line === name || line.includes(`. ${name}　`)).length;
}

describe('documents PLACE', () => {
  const run = (...argv: readonly string[]) => runMain(['documents', ...argv]);
  const place = (): string => school.folder;
  const temporary = (): string => mkdtempSync(join(tmpdir(), 'xietong-documents-'));

  it('makes nothing of a year that has nothing', async () => {
    for (const kind of ['公示公告', '优秀名单', '支部成绩单', '推优大会会议记录']) {
      const { code, said } = await run(place(), '--kind', kind, '--year', '2019-2020', '--dry-run');
      expect([code, said]).toEqual([
        0,
        `${kind}（2019-2020 学年，截至 2026-07-15）：没有可以生成的。${kindOf(kind).per}，这一学年的台账里还没有。\n`,
      ]);
    }
  });

  it('lists the kinds, and the placeholders of one', async () => {
    const { code, said } = await run(place());
    expect([code, said.split('\n')[1]]).toEqual([0, '  推优大会会议记录　“议事决策”里本学年的每一项“推优入党”一份']);
    expect((await run(place(), '--kind', '支部成绩单', '--fields')).said).toContain(
      '  {#板块得分} … {/板块得分}　一个板块一行：\n      {板块}　板块的名称\n',
    );
  });

  it('shows first, writes, writes nothing the second time, and leaves alone what somebody has changed', async () => {
    const out = join(temporary(), 'a', 'b');
    const argv = [place(), '--kind', '述责测评表', '--only', 'JSJ', '--out', out];
    const shown = await run(...argv, '--dry-run');
    expect(shown.said).toMatch(
      /^述责测评表（截至 2026-07-15）：将生成 (\d+) 份，放在“.*”。没有写入任何文件。\n将生成（\1 份）：\n/,
    );
    expect(() => readdirSync(out)).toThrow('ENOENT');
    const count = /生成 (\d+) 份/.exec(shown.said)?.[1];
    const head = `述责测评表（截至 2026-07-15）在“${out}”：共 ${count} 份，`;
    expect(await run(...argv)).toEqual({ code: 0, said: `${head}新写 ${count} 份。\n` });
    expect(await run(...argv)).toEqual({ code: 0, said: `${head}新写 0 份，没有变化 ${count} 份。\n` });
    const [first = '', second = ''] = readdirSync(out);
    writeFileSync(join(out, first), 'changed');
    writeFileSync(join(out, second), Buffer.concat([readFileSync(join(out, second)), Buffer.from('x')]));
    writeFileSync(join(out, `~$${second.slice(2)}`), '');
    const again = await run(...argv);
    expect(again.code).toBe(1);
    expect(again.said).toContain(`  ${first}　有人改过。要重新生成，请先把它改名或移走\n`);
    expect(again.said).toContain(`  ${second}　正在打开。请关闭以后再运行一次\n`);
    expect(readFileSync(join(out, first), 'utf8')).toBe('changed');
  });

  it('takes a template of the office', async () => {
    const out = temporary();
    const own = join(temporary(), '自己的.docx');
    writeFileSync(own, await packTemplate({ name: '', foot: '', body: [paragraph('{组织名称}得 {总分} 分，{学院}')] }));
    const { code } = await run(place(), '--kind', '支部成绩单', '--template', own, '--only', 'JSJ', '--out', out);
    expect(code).toBe(0);
    const [paper] = [...kindOf('支部成绩单').papers(input)].filter(({ college }) => college === 'JSJ');
    const file = readdirSync(out).find((name) => name.includes(String(paper?.organization))) ?? '';
    expect(textOf(readFileSync(join(out, file)))).toBe(
      `${paper?.values.组织名称}得 ${paper?.values.总分} 分，${paper?.values.学院}\n`,
    );
  });

  it('saves the built-in template to be changed, once', async () => {
    const file = join(temporary(), '公示');
    expect((await run(place(), '--kind', '公示公告', '--save-template', file)).code).toBe(0);
    expect(readFileSync(`${file}.docx`).equals(await builtInTemplate('公示公告'))).toBe(true);
    expect(await run(place(), '--kind', '公示公告', '--save-template', file)).toEqual({
      code: 2,
      said: '已经有“公示.docx”，没有覆盖。请换一个文件名，或先把它移走。\n',
    });
  });

  it('is refused with what to do, and has written nothing', async () => {
    const folder = temporary();
    const own = join(folder, '模板.docx');
    writeFileSync(own, await packTemplate({ name: '', foot: '', body: [paragraph('{组织名}')] }));
    const plain = join(folder, '空.docx');
    writeFileSync(plain, await packTemplate({ name: '', foot: '', body: [paragraph('没有')] }));
    const text = join(folder, '说明.docx');
    writeFileSync(text, '{组织名称}');
    const kinds = DOCUMENT_KINDS.map(({ name }) => name).join('、');
    const cases: (readonly [readonly string[], string])[] = [
      [['--kind', '成绩单'], `没有“成绩单”这种文书，是不是“支部成绩单”？可以写：${kinds}。`],
      [['--kind', 'xyz'], `没有“xyz”这种文书。可以写：${kinds}。`],
      [['--template', own], `请用 --kind 写明要哪一种文书：${kinds}。`],
      [
        ['--kind', '支部成绩单', '--template', join(folder, '没有.docx')],
        `找不到模板“${join(folder, '没有.docx')}”。请检查路径；没有自己的模板，去掉 --template 就用内置的，或用 --save-template 存一份来改。`,
      ],
      [['--kind', '支部成绩单', '--template', folder], `“${folder}”是文件夹，不能作为模板。请写一个 .docx 文件。`],
      [
        ['--kind', '支部成绩单', '--template', own],
        `模板“${own}”用于“支部成绩单”有 1 处不对：没有占位符 {组织名}（是不是 {组织名称}？）。全部占位符见 documents <位置> --kind 支部成绩单 --fields。`,
      ],
      [
        ['--kind', '支部成绩单', '--template', plain],
        `模板“${plain}”里没有一个占位符，每一份都会一样。请写上 {组织名称} 这样的占位符；全部占位符见 --fields，也可以用 --save-template 从内置模板改起。`,
      ],
      [
        ['--kind', '支部成绩单', '--template', text],
        `模板“${text}”：不是 Word 文档（.docx）。请用 Word 或 WPS 打开它，另存为“Word 文档 (.docx)”再试。`,
      ],
      [
        ['--kind', '支部成绩单', '--only', '没有'],
        '没有学院或组织叫“没有”。--only 后面写学院编号、学院名称、组织编号或组织名称；学院有：JSJ（计算机与通信学院）、JX（机械工程学院）。',
      ],
    ];
    cases.push([
      ['--kind', '公示公告', '--only', 'JSJ'],
      '“JSJ”没有公示公告：全校一份。请去掉 --only，或换一个学院或组织。',
    ]);
    const out = join(folder, 'out');
    for (const [argv, words] of cases) {
      const own = argv[0] === '--template' ? argv : [...argv, '--out', out];
      expect(await run(place(), ...own), argv.join(' ')).toEqual({ code: 2, said: `${words}\n` });
    }
    expect(() => readdirSync(out)).toThrow('ENOENT');
    // A file stands where the folder should be.
    expect((await run(place(), '--kind', '公示公告', '--out', own)).said).toBe(
      `无法写入“${own}”：那里已经有同名的文件。请用 --out 换一个可以写的文件夹。\n`,
    );
  });
});

const soffice = findTool('soffice');
const python = findTool('python3');
const hasPythonDocx = python !== null && importsDocx(python);

function importsDocx(program: string): boolean {
  try {
    execFileSync(program, ['-c', 'import docx'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** One document of each kind in a folder, with a person or an organization that it names. */
async function oneOfEach(): Promise<{ readonly folder: string; readonly names: ReadonlyMap<string, string> }> {
  const folder = mkdtempSync(join(tmpdir(), 'xietong-documents-'));
  const names = new Map<string, string>();
  for (const [at, kind] of DOCUMENT_KINDS.entries()) {
    const template = await openTemplate(await builtInTemplate(kind.template));
    const [paper] = kind.papers(input);
    if (!paper) throw new Error(kind.name);
    names.set(`${at}`, [...valuesOf(paper.values, '姓名'), ...valuesOf(paper.values, '组织名称')].at(-1) ?? '');
    writeFileSync(join(folder, `${at}.docx`), await template.fill(paper.values));
  }
  return { folder, names };
}

it.runIf(hasPythonDocx)(
  hasPythonDocx
    ? 'python-docx opens every kind'
    : notRun('python-docx', 'pip install python-docx, or XIETONG_TEST_TOOLS'),
  async () => {
    const { folder, names } = await oneOfEach();
    const script =
      'import sys,docx\nfor f in sys.argv[1:]:\n d=docx.Document(f); s=d.sections[0]; print(round(min(s.page_width.mm,s.page_height.mm)), round(max(s.page_width.mm,s.page_height.mm)), len(d.tables), ("|".join(c.text for t in d.tables for r in t.rows for c in r.cells)+"|".join(p.text for p in d.paragraphs)).replace("\\n","")) ';
    const said = execFileSync(
      String(python),
      ['-c', script, ...[...names.keys()].map((name) => join(folder, `${name}.docx`))],
      { encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf8' } },
    ).split('\n');
    for (const [name, expected] of names) {
      expect(said[Number(name)], name).toMatch(/^210 297 [1-9]/);
      expect(said[Number(name)]?.replaceAll(/\s/g, ''), name).toContain(expected.replaceAll(/\s/g, ''));
    }
    rmSync(folder, { recursive: true });
  },
  60_000,
);

it.runIf(soffice !== null)(
  soffice === null ? notRun('soffice', 'LibreOffice') : 'LibreOffice opens every kind, on A4',
  { timeout: 180_000 },
  async () => {
    const { folder, names } = await oneOfEach();
    const profile = join(folder, 'profile');
    mkdirSync(profile);
    execFileSync(
      String(soffice),
      [
        `-env:UserInstallation=file://${profile}`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        ...[...names.keys()].map((name) => join(folder, `${name}.docx`)),
      ],
      { stdio: 'ignore', timeout: 150_000 },
    );
    const made = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
    expect(made.toSorted()).toEqual([...names.keys()].map((name) => `${name}.pdf`).toSorted());
    const pdftotext = findTool('pdftotext');
    if (pdftotext !== null) {
      for (const [name, expected] of names) {
        const text = execFileSync(pdftotext, [join(folder, `${name}.pdf`), '-'], { encoding: 'utf8' });
        expect(text.replaceAll(/\s/g, ''), name).toContain(expected.replaceAll(/\s/g, ''));
        expect(text.replaceAll(/\s/g, ''), name).toMatch(/第1页，共\d+页/);
      }
    }
    rmSync(folder, { recursive: true });
  },
);
