/** The browser of the tests: a Chrome named by CHROMIUM_PATH, else the one an npm package ships. */
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as launcher } from 'playwright-core';

/** Quiet: no look-ups of update and safety services, which a closed network would refuse one by one. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

export async function launchChromium(): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH;
  return launcher.launch({
    executablePath: own ?? (await chromium.executablePath()),
    args: own ? ['--no-sandbox', ...QUIET] : [...chromium.args, ...QUIET],
    headless: true,
  });
}
