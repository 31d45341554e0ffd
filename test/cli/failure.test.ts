import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../functions/cli/failure.ts';

describe('a package that is not there', () => {
  it('is told with what brings it, since the clone was renewed without it', () => {
    const error = Object.assign(new Error("Cannot find package 'x'"), { code: 'ERR_MODULE_NOT_FOUND' });
    expect(explainFailure(error)).toEqual({
      code: 2,
      line: '少了软件包，这个命令没有运行。请在本软件所在的文件夹里运行 npm ci，再试一次。',
    });
  });
});
