import { defineConfig, devices } from '@playwright/test'

/** `npm test` names the browser and the served platform; by hand, start one (`npm run dev`) and name it in BASE_URL. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium-headless-shell'

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results/e2e',
  // Long enough for a machine that has other things to do: nothing here says how quick the platform is.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Traces watch every step and cost time: `--trace retain-on-failure` where a failure is to be understood.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run', '--disable-sync'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-default-apps'],
      ],
    },
  },
})
