import { describe, expect, it } from 'vitest';
import {
  ActivityType,
  AppraisalGrade,
  HonorLevel,
  OrgStatus,
  PoliticalStatus,
} from '../../shared/domain/vocabulary.ts';
import {
  bareWord,
  likelyAcademicYear,
  likelyDay,
  likelyNumber,
  likelyWord,
  likelyYear,
} from '../../shared/workbook/likely.ts';

describe('the number that was meant', () => {
  it.each([
    ['30人', 30],
    ['约 30 人', 30],
    ['共1,230人次', 1230],
    ['３学时', 3],
    ['¥500元', 500],
    ['2.5天', 2.5],
    ['三十', 30],
    ['十二人', 12],
    ['一百零五人', 105],
    ['两人', 2],
    ['三五人', undefined],
    ['零人', 0],
    ['30/35', undefined],
    ['30-40', undefined],
    ['-3人', undefined],
    ['3万元', undefined],
    ['30%', undefined],
    ['12,34', undefined],
    ['.5', undefined],
    ['1e3', undefined],
    ['会议室301', undefined],
    ['二〇二五', undefined],
    ['第三次', undefined],
    ['全体', undefined],
  ])('%s: %s', (text, number) => expect(likelyNumber(text)).toBe(number));
});

describe('the day that was meant', () => {
  it.each([
    ['2025年9月1号', '2025-09-01'],
    ['2025-9/1', '2025-09-01'],
    ['2025.9.1（周一）', '2025-09-01'],
    ['45901', '2025-09-01'],
    ['45901.5', '2025-09-01'],
    ['9999', undefined],
    ['2025-9-1至2025-9-3', undefined],
    ['2025-9-31', undefined],
    ['25-9-1', undefined],
    ['9月1日', undefined],
    ['12025-9-1', undefined],
  ])('%s: %s', (text, day) => expect(likelyDay(text, [10_000, 73_050])).toBe(day));
});

describe('the year that was meant', () => {
  it.each([
    ['2025', '2025-2026'],
    ['2025-26', '2025-2026'],
    ['25/26', '2025-2026'],
    ['2025-2026学年', '2025-2026'],
    ['2025-2027', undefined],
    ['2026-2025', undefined],
    ['2025-2026-1', '2025-2026'],
    ['本学年', undefined],
  ])('学年 %s: %s', (text, year) => expect(likelyAcademicYear(text)).toBe(year));

  it.each([
    ['23级', '2023'],
    ['2023年入学', '2023'],
    ['23', '2023'],
    ['3', undefined],
    ['2023-2024', undefined],
    ['1989', undefined],
  ])('年级 %s: %s', (text, year) => expect(likelyYear(text, 1990, 2100)).toBe(year));
});

describe('the word that was meant', () => {
  const pairs = (...words: readonly string[]) => words.map((word) => [bareWord(word), word] as const);
  const types = pairs(...Object.values<string>(ActivityType));
  it.each([
    ['主题党日活动', '主题党日'],
    ['主题党日（线上）', '主题党日'],
    ['召开党员大会', '党员大会'],
    ['第3次团支委会议', '团支委会'],
    ['团日', '主题团日'],
    ['主题党曰', '主题党日'],
    ['助学零距离活动', '助学零距离'],
    ['主题 团日', '主题团日'],
    // Each of two could be meant, or something else altogether.
    ['党课和主题党日', null],
    ['主题日', null],
    ['会', null],
    ['主题班日', null],
    ['迎新晚会', null],
    ['党课资料整理', null],
  ])('活动类型 %s: %s', (text, word) => expect(likelyWord(text, types)).toBe(word));

  it.each([
    ['优秀等次', Object.values(AppraisalGrade), '优秀'],
    ['不优秀', Object.values(AppraisalGrade), null],
    ['未撤销', Object.values(OrgStatus), null],
    ['国家', Object.values(HonorLevel), '国家级'],
    ['校级奖', Object.values(HonorLevel), '校级'],
    ['预备', Object.values(PoliticalStatus), '预备党员'],
    ['非正式党员', Object.values(PoliticalStatus), null],
    ['预备团员', Object.values(PoliticalStatus), null],
  ])('%s: of %j %s', (text, words, word) => expect(likelyWord(text, pairs(...words))).toBe(word));
});
