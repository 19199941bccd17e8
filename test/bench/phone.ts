/** How the mini-program comes up on the web phone, for a member who opens it for the first time on this phone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Manifest } from '../../cloudfunctions/manifest/schema';
import { openCloud } from '../../local/cloud/index';
import { openPhone } from '../../local/phone/server/index';
import { launchChromium } from '../setup/chromium';
import { callShopper, enter, lineTo } from '../setup/shopper';
import { built } from './built';
import { type Figure, median, once, rounded } from './figure';
import { root, temporaryFolder } from './workplace';

const boots = 5;
const patienceMs = 30_000;
/** What home still sets after its data shows. */
const settledMs = 1_000;

interface Boot {
  ms: number;
  calls: number;
  setDataBytes: number;
}

/** Counts the calls that home waits for, and who makes them: what is asked once it has its answer keeps nobody waiting. */
function listen(page: Page): { people: Set<string>; count: () => number } {
  const people = new Set<string>();
  let calls = 0;
  let answered = false;
  page.on('request', (request) => {
    if (!request.url().endsWith('/local/call')) return;
    if (!answered) calls++;
    const { as } = request.postDataJSON() as { as?: string };
    if (as) people.add(as);
  });
  page.on('requestfinished', (request) => {
    if (!request.url().endsWith('/local/call')) return;
    const { data } = request.postDataJSON() as { data?: { action?: string } };
    if (data?.action === 'member.home') answered = true;
  });
  return { people, count: () => calls };
}

/** What the phone publishes for tests. */
interface Published {
  setDataBytes: number;
  errors: unknown[];
}

function complaintsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => ((window as unknown as { __phone?: Published }).__phone?.errors ?? []).map(String));
}

/** Whoever holds the phone when it is new becomes a member; answers the member's number. */
async function joinHolder(origin: string): Promise<string> {
  const browser = await launchChromium();
  const page = await browser.newPage();
  const { people } = listen(page);
  await page.goto(origin);
  const until = Date.now() + patienceMs;
  while (people.size === 0 && Date.now() < until) await page.waitForTimeout(100);
  const complaints = await complaintsOf(page);
  await browser.close();
  const [holder] = people;
  if (!holder) throw new Error(`the phone made no call; it reports ${complaints.join('; ') || 'nothing'}`);
  const line = lineTo(origin);
  await enter(line, holder);
  const home = await callShopper(line, holder, 'member.home', {});
  if (!home.ok || !home.data.member) throw new Error('joining made no member');
  return home.data.member.number;
}

/** A browser of its own each time: the shipped one is a single process, and dies with its first context. */
async function boot(origin: string, number: string): Promise<Boot> {
  const browser = await launchChromium();
  const page = await browser.newPage();
  const { count } = listen(page);
  await page.goto(origin, { waitUntil: 'commit' });
  const shown = await page.waitForFunction(
    (digits) => {
      const frame = document.querySelector<HTMLIFrameElement>('iframe[data-active]');
      const text = frame?.contentDocument?.body?.textContent ?? '';
      return text.replace(/\D/g, '').includes(digits) && performance.now();
    },
    number,
    { polling: 'raf', timeout: patienceMs },
  );
  const calls = count();
  const ms = (await shown.jsonValue()) as number;
  await page.waitForTimeout(settledMs);
  const setDataBytes = await page.evaluate(() => (window as unknown as { __phone: Published }).__phone.setDataBytes);
  const complaints = await complaintsOf(page);
  await browser.close();
  if (complaints.length > 0) throw new Error(`the phone reports ${complaints.join('; ')}`);
  return { ms, calls, setDataBytes };
}

const measured = once(async (): Promise<Boot[]> => {
  const { functionsDir, manifestFile } = await built();
  const cloud = await openCloud({
    functionsDir,
    manifest: JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest,
    dataDir: temporaryFolder('phone'),
    timers: false,
  });
  const phone = await openPhone({ root: join(root, 'miniprogram'), cloud, watch: false });
  try {
    const number = await joinHolder(phone.origin);
    const seen: Boot[] = [];
    for (let turn = 0; turn < boots; turn++) seen.push(await boot(phone.origin, number));
    return seen;
  } finally {
    await phone.close();
  }
});

export const figures: Figure[] = [
  {
    name: 'phone.home.calls',
    unit: 'calls',
    limit: { exactly: 1 },
    async measure() {
      const seen = (await measured()).map(({ calls }) => calls);
      return {
        value: Math.max(...seen),
        note: `cloud calls sent before home has its answer, most of ${boots} starts`,
      };
    },
  },
  {
    name: 'phone.home.setdata.bytes',
    unit: 'bytes',
    limit: { atMost: 20_000 },
    async measure() {
      const seen = (await measured()).map(({ setDataBytes }) => setDataBytes);
      return {
        value: Math.max(...seen),
        note: `all setData from the start until home is at rest, most of ${boots} starts`,
      };
    },
  },
  {
    name: 'phone.boot.ms',
    unit: 'ms',
    async measure() {
      const seen = (await measured()).map(({ ms }) => ms);
      return {
        value: rounded(median(seen), 0),
        note: `from opening the address until home shows a member's data, new browser profile each, median of ${boots}: ${seen.map((ms) => rounded(ms, 0)).join(', ')}`,
      };
    },
  },
];
