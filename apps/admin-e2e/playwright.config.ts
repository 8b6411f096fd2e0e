import { defineConfig } from '@playwright/test';

/** Debian's Chromium: a browser of Playwright's own cannot be downloaded everywhere. */
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: 'src',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results/admin-e2e',
  // Two private stacks. On each one story after the other: they share the sandbox and its clock.
  workers: 2,
  fullyParallel: false,
  // Generous: the machine may be busy with other checks.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    // Recording every step costs a third of the time; ask for it when a test fails.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
