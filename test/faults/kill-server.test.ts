import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { EntryView } from '../../typings/api/shopper';
import { CloudProcess } from '../setup/cloud-process';
import { callShopper, enter } from '../setup/shopper';

const PEOPLE = Array.from({ length: 20 }, (_, index) => `o-killed-${index}`);
const DAYS = 10;
/** The server dies in the middle of this day's round. */
const FATAL_DAY = 6;

let dataDir: string;
let cloud: CloudProcess;

afterEach(async () => {
  await cloud.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

test('a server killed during 200 check-ins of 20 people has lost and doubled none it answered', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'huitouke-kill-'));
  cloud = await CloudProcess.start(dataDir, ['--no-timers']);
  for (const person of PEOPLE) await enter(cloud, person);

  /** Days on which the person was told that the check-in counts. */
  const answered = new Map<string, string[]>(PEOPLE.map((person) => [person, []]));
  for (let day = 1; day <= DAYS; day += 1) {
    const round = PEOPLE.map(async (person, index) => {
      const signed = await callShopper(cloud, person, 'checkin.signIn', {}, `day${day}-${index}`);
      if (signed.ok) answered.get(person)?.push(signed.data.today);
    });
    if (day === FATAL_DAY) {
      await Promise.race(round);
      await cloud.kill('SIGKILL');
      const settled = await Promise.allSettled(round);
      expect(
        settled.some(({ status }) => status === 'rejected'),
        'nobody was interrupted',
      ).toBe(true);
      cloud = await CloudProcess.start(dataDir, ['--no-timers']);
      // What went unanswered is repeated with the same keys, as the phone does.
      await Promise.all(
        PEOPLE.map(async (person, index) => {
          const again = await callShopper(cloud, person, 'checkin.signIn', {}, `day${day}-${index}`);
          if (again.ok && !answered.get(person)?.includes(again.data.today))
            answered.get(person)?.push(again.data.today);
        }),
      );
    } else await Promise.all(round);
    await cloud.control('/local/clock', { advanceDays: 1 });
  }

  for (const person of PEOPLE) {
    const entries = await historyOf(person);
    const checkins = entries.filter((entry) => entry.kind === 'checkin').map((entry) => entry.day);
    expect(answered.get(person)).toHaveLength(DAYS);
    expect([...checkins].sort()).toEqual([...(answered.get(person) ?? [])].sort());
    const sum = entries.reduce((points, entry) => points + entry.points, 0);
    const home = await callShopper(cloud, person, 'member.home', {});
    expect(home.ok && home.data.member?.points.available).toBe(sum);
  }
});

test.runIf(process.platform === 'linux')('a server that npm started ends when npm is killed', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'huitouke-npm-'));
  cloud = await CloudProcess.start(dataDir, ['--no-timers'], 'npm');
  await cloud.kill('SIGKILL');
  await expect.poll(() => cloud.control('/local/clock', {}).catch(() => 'gone'), { timeout: 20_000 }).toBe('gone');
});

async function historyOf(person: string): Promise<EntryView[]> {
  const entries: EntryView[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await callShopper(cloud, person, 'points.history', cursor ? { cursor, limit: 5 } : { limit: 5 });
    if (!page.ok) throw new Error(page.error.message);
    entries.push(...page.data.entries);
    cursor = page.data.nextCursor;
  }
  return entries;
}
