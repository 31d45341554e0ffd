import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BROWSER, withBrowser } from '../support/browser.ts';
import { notRun } from '../support/tools.ts';
import { aSchoolWithPages } from './a-school-with-pages.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('in a browser', () => {
  it('every kind of page asks for nothing, says nothing on the console, and axe finds nothing', async ({ skip }) => {
    if (BROWSER === null) return skip(notRun('browser', 'apt-get install chromium, or CHROME_PATH'));
    const { folder, input } = await aSchoolWithPages();
    const college = input.colleges[0]?.id ?? '';
    const files = ['index.html', `学院-${college}.html`, `成绩单-${input.organizations[0]?.id}.html`];
    const found: string[] = [];
    await withBrowser(async (browser) => {
      for (const file of files) {
        for (const [colorScheme, width] of [
          ['light', 1280],
          ['dark', 390],
        ] as const) {
          const page = await browser.newPage();
          const requests: string[] = [];
          const said: string[] = [];
          page.on('request', (request) => requests.push(request.url()));
          page.on('console', (message) => said.push(message.text()));
          page.on('pageerror', (error) => said.push(error.message));
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          const url = pathToFileURL(join(folder, '报告', file)).href;
          await page.goto(url);
          expect(requests, `${file} ${colorScheme}`).toEqual([url]);
          const overflow = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect(overflow, `${file} at ${width}`).toBeLessThanOrEqual(0);
          await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
          await page.evaluate(AXE);
          const faults = await page.evaluate(
            `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
          );
          found.push(...(faults as readonly string[]).map((fault) => `${file} ${colorScheme}: ${fault}`));
          expect(said, `${file} ${colorScheme}`).toEqual([]);
          if (colorScheme === 'light') {
            const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
            const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
            expect(sheets, file).toBeGreaterThanOrEqual(2);
            expect(sheets, file).toBeLessThanOrEqual(20);
          }
          await page.close();
        }
      }
    });
    expect(found).toEqual([]);
  }, 240_000);
});
