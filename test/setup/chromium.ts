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

/** Left out of what the package asks for: a page that falls over would take the whole browser with it. */
const ONE_FOR_ALL = new Set(['--single-process', '--no-zygote', '--in-process-gpu']);

export async function launchChromium(): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH;
  return launcher.launch({
    executablePath: own ?? (await chromium.executablePath()),
    args: own ? ['--no-sandbox', ...QUIET] : [...chromium.args.filter((each) => !ONE_FOR_ALL.has(each)), ...QUIET],
    headless: true,
  });
}
