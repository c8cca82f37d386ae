import { defineConfig } from '@playwright/test';
import { findBrowser } from './tools/find-browser.mjs';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/e2e',
  // Two cores, and a video decoder in each page.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // Limits that end what will never come; how fast things are is measured in bench/.
  timeout: 480_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  globalSetup: './test/e2e/serve.ts',
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
