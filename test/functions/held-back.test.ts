import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundles } from '../support/bundles.ts';
import { useEngine } from '../support/engine.ts';
import { sheetCalled } from '../support/google-server/backend.ts';
import * as labs from './a-lab.ts';

const engine = useEngine();
let lab: labs.Lab;

beforeAll(() => bundles(), 120_000);
beforeEach(async () => {
  lab = await labs.openLab(engine.endpoint(), await engine.table());
  return () => lab.close();
}, 120_000);

describe('a workbook that has lost something, in the deployed functions', () => {
  it('is held back, writes its own tabs with the reason first, and comes back by itself', async () => {
    await labs.night(lab, 'sound');
    const listed = labs.answerOf<labs.Listed>(await lab.send('list-colleges', labs.start('which')));
    const [college = ''] = listed.colleges;
    const workbook = labs.workbookOf(lab, college);
    const before = labs.cellsOf(lab, workbook, '积分排名');
    const rename = (from: string, to: string): void => {
      const standing = lab.server.workbook(workbook);
      sheetCalled(standing, from).properties.title = to;
      standing.version++;
    };
    rename('组织', '机构设置');
    const held = await labs.night(lab, 'held back');
    expect(held.failed).toBe(1);
    const failure = await labs.wordsOf(lab, 'held back', college);
    expect(failure).toMatch(
      /^找不到“组织”工作表；有一张“机构设置”，是不是它改了名？这次读到的内容没有采用，仍按 \d{4}-\d\d-\d\d 读到的内容检查和计分；/,
    );
    expect(held.colleges).toContain(college);
    const reason = `未处理：${failure?.split('这次')[0]}`;
    expect(labs.cellsOf(lab, workbook, '概览')).toContain(reason);
    expect(labs.cellsOf(lab, workbook, '问题清单')[0]).toBe(reason);
    expect(labs.cellsOf(lab, workbook, '积分排名')).toEqual(before);
    expect(labs.cellsOf(lab, lab.school, '概览')).toContain(failure);
    rename('机构设置', '组织');
    const back = await labs.night(lab, 'back');
    expect(back.failed).toBe(0);
    expect(labs.cellsOf(lab, workbook, '概览').join()).not.toContain('未处理');
    expect(labs.cellsOf(lab, workbook, '积分排名')).toEqual(before);
  }, 120_000);
});
