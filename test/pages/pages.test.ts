import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '../../functions/cli/main.ts';
import { writePages } from '../../functions/write-pages.ts';
import { isGiven } from '../../shared/domain/cell.ts';
import { RankingRelease, Severity } from '../../shared/domain/vocabulary.ts';
import { hiderOf } from '../../shared/pages/hidden-ids.ts';
import { html, plain, written } from '../../shared/pages/html.ts';
import type { PagesInput } from '../../shared/pages/input.ts';
import { pagesOf } from '../../shared/pages/pages.ts';
import { aSchoolWithPages, type SchoolWithPages } from './a-school-with-pages.ts';

let school: SchoolWithPages;
beforeAll(async () => {
  school = await aSchoolWithPages();
}, 120_000);

/** 学号 and names of everybody in 花名册. */
function peopleOf({ school: { colleges } }: PagesInput): {
  readonly ids: readonly string[];
  readonly names: ReadonlySet<string>;
} {
  const students = colleges.flatMap(({ all }) => [...all.students]);
  return {
    ids: students.flatMap(({ id }) => (isGiven(id) ? [id] : [])),
    names: new Set(students.flatMap(({ name }) => (isGiven(name) ? [name] : []))),
  };
}

/** The same school with a 学号 in every text that a page may show. */
function marked(input: PagesInput): PagesInput {
  const [id = ''] = peopleOf(input).ids;
  const mark = (text: string): string => `${text}${id}，（${id}）、X-${id}_y ${id.slice(0, -1)}9 ${id}`;
  return {
    ...input,
    schoolName: mark('大学'),
    colleges: input.colleges.map((college) => ({ ...college, name: mark(college.name), unread: mark('打不开') })),
    standings: new Map(
      [...input.standings].map(([key, one]) => [
        key,
        { ...one, balance: { ...one.balance, name: mark(one.balance.name) } },
      ]),
    ),
    entries: new Map(
      [...input.entries].map(([key, own]) => [
        key,
        own.map((one) => ({ ...one, title: mark(one.title ?? ''), itemName: mark(one.itemName) })),
      ]),
    ),
    openOf: new Map(
      [...input.openOf].map(([key, own]) => [
        key,
        own.map((one) => ({ ...one, message: mark(one.message), advice: mark(one.advice) })),
      ]),
    ),
    organizations: input.organizations.map((one) => ({ ...one, org: { ...one.org, name: mark('组织') } })),
  };
}

describe('pages', () => {
  it('a 学号 is in none of them, wherever it is typed', () => {
    const { ids } = peopleOf(school.input);
    const known = new Set(ids);
    expect(known.size).toBeGreaterThan(300);
    let pages = 0;
    for (const input of [school.input, marked(school.input)]) {
      for (const { file, text } of pagesOf(input)) {
        pages++;
        const found = (text.match(/[0-9A-Za-z]{5,}/g) ?? []).filter((word) => known.has(word));
        expect(found, file).toEqual([]);
        expect(
          /(?<![0-9a-f])[0-9]{8,}(?![0-9a-f])/.exec(
            text.replace(/content="[0-9a-f]{64}"|校验码 <b>[0-9a-f]+/g, ''),
          )?.[0],
          file,
        ).toBeUndefined();
      }
    }
    expect(pages).toBeGreaterThan(80);
  });

  it('names of people are on the pages of organizations only', () => {
    const { names } = peopleOf(school.input);
    let named = 0;
    for (const { file, text } of pagesOf(school.input)) {
      const found = [...names].filter((name) => text.includes(name));
      if (file.startsWith('成绩单-')) named += found.length;
      else expect(found, file).toEqual([]);
    }
    expect(named).toBeGreaterThan(0);
  });

  it('say what judgement and ledger say', () => {
    const pages = new Map([...pagesOf(school.input)].map((page) => [page.file, page.text]));
    const errors = school.input.open.filter(({ severity }) => severity === Severity.error).length;
    expect(pages.get('index.html')).toContain(`<div class="name">错误</div><div class="big">${errors}</div>`);
    expect(pages.get('index.html')).toContain('比 6 月底');
    for (const [id, { balance }] of school.input.standings) {
      const text = pages.get(`成绩单-${id}.html`);
      expect(text, id).toContain(`总分 <b>${(balance.total / 100).toFixed(2)}</b>`);
    }
  });

  it('every page is at most 300 KB, in Chinese, asks for nothing and has a table for every picture', () => {
    for (const { file, text } of pagesOf(school.input)) {
      expect(Buffer.byteLength(text), file).toBeLessThanOrEqual(300_000);
      expect(text, file).toContain('<html lang="zh-CN">');
      expect(/<script|https?:|url\(|@import|<img|<iframe/.exec(text)?.[0], file).toBeUndefined();
      for (const figure of text.split('<figure>').slice(1)) {
        if (!figure.includes('<svg')) continue;
        expect(figure, file).toMatch(/^<figcaption>[^<]+<\/figcaption>/);
        expect(figure.slice(0, figure.indexOf('</figure>')), file).toMatch(/<details>.*<table>/s);
      }
    }
  });

  it('a page that says nothing new is not written again, also on another day', () => {
    const folder = join(school.folder, '报告');
    const count = readdirSync(folder).length;
    expect(writePages(folder, pagesOf(school.input))).toMatchObject({ pages: count, written: 0, removed: 0 });
    const before = statSync(join(folder, 'index.html')).mtimeMs;
    const nextDay = { ...school.input, asOf: school.input.asOf + 1 };
    expect(writePages(folder, pagesOf(nextDay)).written).toBe(0);
    expect(statSync(join(folder, 'index.html')).mtimeMs).toBe(before);
    const [first] = school.input.open;
    const changed = { ...school.input, open: school.input.open.filter((one) => one !== first) };
    expect(writePages(folder, pagesOf(changed)).written).toBeGreaterThan(0);
  });

  it('a folder that cannot be written is told in words', async () => {
    const folder = join(school.folder, '报告.txt');
    writeFileSync(folder, '');
    const said: string[] = [];
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    const code = await main(['report', school.folder, '--out', folder], {});
    spy.mockRestore();
    expect([code, said.join('')]).toEqual([
      2,
      `无法写入“${folder}”：那里已经有同名的文件。请换一个可以写的文件夹，或关闭正在打开的网页再试。\n`,
    ]);
  });

  it('organizations are called on the page of their college without its name, where a bar would cut them alike', () => {
    const { id, name } = school.input.colleges.find((one) => one.hasPage) ?? { id: '', name: '' };
    const page = [...pagesOf(school.input)].find(({ file }) => file === `学院-${id}.html`);
    const bars = [...(page?.text.matchAll(/<text[^>]*class="e">([^<]*)<\/text>/g) ?? [])].map(([, text = '']) => text);
    expect(bars.length).toBeGreaterThan(20);
    expect(bars.filter((text) => text.startsWith(name) && text !== name)).toEqual([]);
  });

  it('pages of what is no more go, files of others stay', () => {
    const folder = join(school.folder, 'elsewhere');
    mkdirSync(folder);
    writeFileSync(join(folder, '自己的.html'), '<p>自己的</p>');
    writePages(folder, pagesOf(school.input));
    const [gone] = school.input.organizations;
    const fewer = { ...school.input, organizations: school.input.organizations.slice(1) };
    expect(writePages(folder, pagesOf(fewer)).removed).toBe(1);
    expect(readdirSync(folder)).not.toContain(`成绩单-${gone?.id}.html`);
    expect(readFileSync(join(folder, '自己的.html'), 'utf8')).toBe('<p>自己的</p>');
  });

  it('a college that was not read, or holds nothing, has no figures and no page', () => {
    const [first, second] = school.input.colleges;
    if (!first || !second) throw new Error('no colleges');
    const colleges = [
      { ...first, unread: '打不开', hasPage: false },
      { ...second, unfilled: '还没有填写', hasPage: false },
    ];
    const pages = [...pagesOf({ ...school.input, colleges })];
    expect(pages.map(({ file }) => file)).toEqual(['index.html']);
    for (const { name, why } of [
      { name: first.name, why: '打不开' },
      { name: second.name, why: '还没有填写' },
    ])
      expect(pages[0]?.text).toContain(`<th scope="row">${name}</th><td>${why}</td><td>—</td>`);
    expect(pages[0]?.text).toContain('<div class="name">未读台账</div><div class="big">1</div>');
  });

  it('names no rank before the office publishes it', () => {
    const pages = [...pagesOf({ ...school.input, release: RankingRelease.yearEnd })];
    expect(pages[0]?.text).toContain('按“排名发布”的设置，学年末才公布名次，这里不显示。');
    const own = pages.filter(({ file }) => file.startsWith('成绩单-'));
    for (const { file, text } of own) expect(/第 \d+ 名|等次 /.exec(text)?.[0], file).toBeUndefined();
    expect(own[0]?.text).toContain('名次和等次在学年末公布。');
  });

  it('says where the history is too short', () => {
    const text = [...pagesOf({ ...school.input, months: [], before: null })][0]?.text;
    expect(text).toContain('记录不足一个月，暂无比较');
    expect(text).toContain('账本的记录还不满两个月底，暂时没有名次变化可看。');
  });
});

describe('texts of people', () => {
  it('are escaped, whatever they hold', () => {
    const text = written(html`<p title="${'"><script>'}">${'<b>&'}${['a', 1, null]}</p>`, (one) => one);
    expect(text).toBe('<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;a1</p>');
  });

  it('lose 学号 and keep numbers of organizations and dates', () => {
    const hide = hiderOf(school.input.school, '［学号］');
    const [id = ''] = peopleOf(school.input).ids;
    const org = school.input.organizations[0]?.id ?? '';
    expect(hide(`王芳（${id}）于 2026-03-05 在 ${org} 述职，${id}、a_${id}`)).toBe(
      `王芳于 2026-03-05 在 ${org} 述职，［学号］、a_［学号］`,
    );
    expect(written(html`${plain('2026')}`, hide)).toBe('2026');
  });
});
