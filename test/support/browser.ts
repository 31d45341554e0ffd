import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { findTool } from './tools.ts';

/** Chromium as Debian installs it, or that of `CHROME_PATH`; `null` where there is none. */
export const BROWSER = process.env.CHROME_PATH ?? findTool('chromium', 'chromium-browser', 'google-chrome');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Gives a test a browser with a fresh profile. */
export async function withBrowser(use: (browser: BrowserContext) => Promise<void>): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'xietong-browser-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: BROWSER ?? '',
    headless: true,
    args: FLAGS,
  });
  try {
    await use(browser);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
