import { expect, test } from 'vitest';
import { type CurrentTab, findTargets } from '../../shared/sheet/find-target.ts';
import type { RawTab } from '../../shared/sheet/raw.ts';
import { overview, violations } from '../adapters/xlsx/support.ts';

const HEADINGS = ['问题编号', '位置', '问题', '分', '整改说明', '责任人'];

function tab(title: string, rows: RawTab['rows'], change: Partial<CurrentTab> = {}): CurrentTab {
  return { title, isGrid: true, mark: null, rows: () => rows, ...change };
}

const image = violations([]);

test.each([
  ['with other capitals and blanks', '问题 清单 '],
  ['with a character that nobody sees', '问题\u200e清\u00ad单'],
  ['in full width', '问题清单'],
])('a tab of ours is found by its title %s', (_, title) => {
  expect(findTargets([tab('花名册', [['学号']]), tab(title, [['说明'], HEADINGS])], [image], 31)).toEqual([
    { position: 1, title },
  ]);
});

test.each([
  ['holds something else', tab('问题清单', [['学号', '姓名']])],
  ['has four of our six headings', tab('问题清单', [HEADINGS.slice(0, 4)])],
  ['has our headings below the fortieth row', tab('问题清单', [...Array.from({ length: 40 }, () => ['x']), HEADINGS])],
  ['is a chart', tab('问题清单', [], { isGrid: false })],
  ['is another output tab', tab('问题清单', [HEADINGS], { mark: 'schoolViolations' })],
])('a tab of that title is left alone where it %s', (_, there) => {
  expect(findTargets([there], [image], 31)).toEqual([{ position: null, title: '问题清单（协同校验）' }]);
});

test.each([
  ['has five of our six headings', tab('问题清单', [HEADINGS.slice(0, 5)])],
  ['has our headings in the fortieth row', tab('问题清单', [...Array.from({ length: 39 }, () => ['x']), HEADINGS])],
  ['is empty', tab('问题清单', [[null, '']])],
])('a tab of that title is taken for ours where it %s', (_, there) => {
  expect(findTargets([there], [image], 31)).toEqual([{ position: 0, title: '问题清单' }]);
});

test('a page to be read is known by its first line', () => {
  const page = overview('星期一', 3);
  expect(findTargets([tab('概览', [['协同校验 概览']])], [page], 31)).toEqual([{ position: 0, title: '概览' }]);
  expect(findTargets([tab('概览', [['学院概览']])], [page], 31)).toEqual([
    { position: null, title: '概览（协同校验）' },
  ]);
});

test('marks go before titles, whichever image comes first', () => {
  const tabs = [tab('问题清单', [HEADINGS], { mark: 'overview' }), tab('改名', [HEADINGS], { mark: 'violations' })];
  expect(findTargets(tabs, [image, overview('星期一', 3)], 31)).toEqual([
    { position: 1, title: '改名' },
    { position: 0, title: '问题清单' },
  ]);
});

test('no tab is asked for its cells where marks and titles say all', () => {
  const silent: CurrentTab = { title: '花名册', isGrid: true, mark: null, rows: () => expect.fail('not needed') };
  expect(findTargets([silent, { ...silent, title: '改名', mark: 'violations' }], [image], 31)).toEqual([
    { position: 1, title: '改名' },
  ]);
});

test('titles of ours are legal, differ from one another, and keep what tells them apart', () => {
  const long = (key: string) => violations([], { key, title: `'[全校]问题:${'长'.repeat(40)}` });
  const mine = tab(`全校 问题 ${'长'.repeat(40)}`.slice(0, 31), [['学号']]);
  const titles = findTargets([mine], [long('a'), long('b'), long('c')], 31).map(({ title }) => title);
  expect(titles).toEqual([
    `全校 问题 ${'长'.repeat(19)}（协同校验）`,
    `全校 问题 ${'长'.repeat(18)}（协同校验2）`,
    `全校 问题 ${'长'.repeat(18)}（协同校验3）`,
  ]);
  expect(titles.map(({ length }) => length)).toEqual([31, 31, 31]);
});
