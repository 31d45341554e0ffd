import { expect, onTestFinished, test } from 'vitest';
import { wireLambda } from '../../functions/lambda/wiring.ts';
import { openGoogleServer } from '../support/google-server/server.ts';

test('an event remembers nothing of the workbooks that an earlier one has read', async () => {
  const server = await openGoogleServer();
  onTestFinished(() => server.close());
  server.add('a-college-workbook', ['花名册']);
  const variables = {
    XIETONG_GOOGLE_API: server.url,
    XIETONG_GOOGLE_PER_MINUTE: '6000',
    XIETONG_SCHOOL_WORKBOOK: 'a-school-workbook',
  };
  const begin = await wireLambda(variables, () => 60_000);
  const readings = (): number => server.log.filter(({ method }) => method === 'GET').length;
  const image = { tabs: [], notes: null };
  const first = begin().ports.workbooks;
  await first.read('a-college-workbook');
  await first.publish('a-college-workbook', image);
  expect(readings()).toBe(1);
  await first.read('a-college-workbook');
  await begin().ports.workbooks.publish('a-college-workbook', image);
  expect(readings()).toBe(3);
});
