import { defineConfig } from '@playwright/test'

/** One product for all stories, started as a person starts it; so one story at a time, the first start before the others. */
export default defineConfig({
  testDir: '.',
  outputDir: '../results/e2e',
  globalSetup: './support/start-product.ts',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM ?? '/usr/bin/chromium',
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
  projects: [
    { name: 'first start', testMatch: 'first-start.spec.ts' },
    {
      name: 'stories',
      testIgnore: ['first-start.spec.ts', 'accessibility.spec.ts', 'screenshots.spec.ts'],
      dependencies: ['first start'],
    },
    { name: 'accessibility', testMatch: 'accessibility.spec.ts', dependencies: ['stories'] },
    // Pictures for people: `SCREENSHOTS=folder playwright test -c tests/e2e --project screenshots`.
    ...(process.env.SCREENSHOTS
      ? [{ name: 'screenshots', testMatch: 'screenshots.spec.ts', dependencies: ['stories'] }]
      : []),
  ],
})
