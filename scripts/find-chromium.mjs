// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A Chromium for the end-to-end tests: the one that is there, or Debian's, installed where that is possible. */
export function findChromium() {
  const given = process.env.PLAYWRIGHT_CHROMIUM
  const found = [given, ...places].find((place) => place && existsSync(place))
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) installChromium()
  const installed = places.find((place) => existsSync(place))
  if (installed) return installed
  throw new Error(
    'The end-to-end tests need Chromium. Install it (on Debian or Ubuntu, as root: apt-get install -y chromium), ' +
      'or set PLAYWRIGHT_CHROMIUM to its program.',
  )
}

function installChromium() {
  console.log('Installing Chromium …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
  ]) {
    const { status, stdout, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(`apt-get ${args[0]} failed:\n${stdout}\n${stderr}`)
  }
}
