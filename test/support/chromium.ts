import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { root } from '../../server/root'

const folder = join(root, '.cache/chromium')

/**
 * Unpacks the Chromium that a package of ours carries, once a machine. It comes with no fonts and no fonts.conf that
 * fits, and with its libraries only where it believes to run in a cloud function, so it is told what it wants to hear.
 */
export async function prepareChromium(): Promise<void> {
  if (process.env.CHROMIUM_PATH) return
  mkdirSync(folder, { recursive: true })
  const { TMPDIR } = process.env
  process.env.TMPDIR = folder
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x'
  const { default: packed } = await import('@sparticuz/chromium')
  packed.setGraphicsMode = false
  await packed.executablePath()
  process.env.TMPDIR = TMPDIR ?? '/tmp'
  if (!existsSync(fontsConf)) writeFileSync(fontsConf, fonts)
}

const fontsConf = join(folder, 'fonts.conf')
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fontcache</cachedir></fontconfig>
`

/** A headless Chromium: CHROMIUM_PATH names another than the one in the package. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? join(folder, 'chromium'),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
    env: process.env.CHROMIUM_PATH
      ? undefined
      : { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_FILE: fontsConf },
  })
}
