// A browser for the end-to-end tests, wherever this machine has or can get one.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Stopped, say } from './progress.mjs'
import { runTool } from './run.mjs'

/** The shell first: it is the same engine without windows, tabs and their own pages to draw. */
const usual = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

const installed = () => usual.find((path) => existsSync(path))

/** Playwright's own browser, if it was ever downloaded. */
async function playwrightsOwn() {
  const { chromium } = await import('playwright')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

const isRootOnDebian = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

function installWithApt() {
  say('安装 Chromium 和中文字体……')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status === 0
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell', 'fonts-noto-cjk')
}

/** The browser to use if there is one, without installing any. */
export const presentChromium = async () => process.env.CHROMIUM_PATH ?? installed() ?? (await playwrightsOwn())

/** The path of a Chromium that the tests can start; installs one where it can. */
export async function findChromium() {
  const present = await presentChromium()
  if (present) return present
  if (isRootOnDebian()) {
    installWithApt()
    const path = installed()
    if (path) return path
  }
  await runTool('playwright', ['install', 'chromium'], { loud: true })
  const path = await playwrightsOwn()
  if (path) return path
  throw new Stopped(
    '没有可用的浏览器：请运行 apt-get install chromium-headless-shell fonts-noto-cjk 或 npx playwright install chromium，也可用 CHROMIUM_PATH 指定。',
  )
}
