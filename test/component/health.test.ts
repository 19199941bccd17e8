// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type CheckRow,
  clientRow,
  compareVersions,
  doorsRow,
  functionsRow,
  inOrder,
  speedRow,
} from '../../miniprogram/office/views/checkup';
import { cardsOf, sentenceOf, textOf, verdictOf } from '../../miniprogram/office/views/health';
import { healthHans } from '../../miniprogram/office/words/health/zh-Hans';
import { healthHant } from '../../miniprogram/office/words/health/zh-Hant';
import { VERSION } from '../../miniprogram/version';
import type { HealthView } from '../../typings/api/health';
import { compiled } from './stage';

const BUILD = '0123456789abcdef';
const row = (more: Partial<CheckRow>): CheckRow => ({
  code: 'tick',
  state: 'green',
  finding: 'recent',
  args: { minutes: 3 },
  cure: null,
  ...more,
});

describe('what only the phone can tell', () => {
  test('functions of another build are named; a missing one comes first', () => {
    const builds = { staff: { build: BUILD }, timer: { build: '0'.repeat(16) } };
    expect(functionsRow(builds, BUILD)).toMatchObject({ state: 'red', finding: 'differ', args: { names: ['timer'] } });
    expect(functionsRow({ ...builds, public: 'missing' }, BUILD)).toMatchObject({ finding: 'missing', cure: 'deploy' });
    expect(functionsRow({ staff: { build: BUILD }, timer: 'silent' }, BUILD)).toMatchObject({ state: 'unknown' });
    expect(functionsRow({ staff: { build: null } }, null)).toMatchObject({ state: 'amber', finding: 'unnamed' });
    expect(functionsRow({ staff: { build: BUILD } }, BUILD)).toMatchObject({ state: 'green', args: { n: 1 } });
  });

  test('a collection that answers at all is open', () => {
    expect(doorsRow({ members: 'open', ledger: 'closed' })).toMatchObject({
      state: 'red',
      args: { names: ['members'] },
    });
    expect(doorsRow({ members: 'missing' })).toMatchObject({ state: 'red', cure: 'deploy' });
    expect(doorsRow({ members: 'silent', ledger: 'closed' })).toMatchObject({ state: 'unknown', args: { n: 1 } });
    expect(doorsRow({ members: 'closed' })).toMatchObject({ state: 'green' });
  });

  test('a program newer than the cloud is wrong, an older one is only old', () => {
    expect(clientRow('1.10.0', 'release', '1.9.3')).toMatchObject({ state: 'red', finding: 'ahead', cure: 'deploy' });
    expect(clientRow('1.9.3', 'release', '1.10.0')).toMatchObject({ state: 'amber', cure: 'client' });
    expect(clientRow('1.9.3', 'trial', '1.9.3')).toMatchObject({ state: 'green', args: { kind: 'trial' } });
    expect(compareVersions('1.0.0-rc.1', '1.0.0')).toBe(0);
  });

  test('the middle trip counts; without any there is no verdict', () => {
    expect(speedRow([4000, 90, 120], 'wifi')).toMatchObject({ state: 'green', args: { ms: 120 } });
    expect(speedRow([4000, 2000, null], '4g')).toMatchObject({ state: 'amber' });
    expect(speedRow([null], 'none')).toMatchObject({ state: 'unknown' });
  });
});

describe('what is said', () => {
  test('what is to be done comes first', () => {
    const rows = [row({}), row({ code: 'pay', state: 'red' }), row({ code: 'http', state: 'amber' })];
    expect(inOrder(rows).map(({ code }) => code)).toEqual(['pay', 'http', 'tick']);
  });

  test('all is well unless something is to be done; what is not known is said beside it', () => {
    expect(verdictOf([row({}), row({ state: 'unknown' })], healthHans)).toMatchObject({
      state: 'green',
      title: '一切正常',
      more: '有 1 项没查到',
    });
    const bad = verdictOf([row({ state: 'red' }), row({ state: 'amber' })], healthHans);
    expect(bad).toMatchObject({ state: 'red', title: '1 项要处理', more: '另有 1 项要留意' });
  });

  test('a state is said in words beside its mark, and a cure in numbered steps', () => {
    const [card] = cardsOf([row({ state: 'red', finding: 'stopped', cure: 'trigger' })], ['tick'], healthHans);
    expect(card).toMatchObject({ stateText: '要处理', icon: 'alert', open: true, label: '定时任务，要处理' });
    expect(card?.steps[0]).toMatch(/^1\. /);
  });

  test('steps of the timer are called as the shop calls them; a finding newer than the phone is said as it is', () => {
    const failed = row({ code: 'steps', finding: 'failed', args: { steps: ['payments', 'tomorrows'] } });
    expect(sentenceOf(failed, healthHans)).toBe('上一次没做成：核对付款、tomorrows');
    expect(sentenceOf(row({ finding: 'tomorrows' }), healthHans)).toBe('tomorrows');
  });

  test('every step of the timer has a name', () => {
    const source = readFileSync(join(import.meta.dirname, '../../cloudfunctions/timer/steps.ts'), 'utf8');
    const table = source.slice(source.indexOf('const steps = {'), source.indexOf('} satisfies'));
    const steps = [...table.matchAll(/^ {2}(\w+): \{/gm)].map(([, name]) => name as string);
    expect(steps.length).toBeGreaterThan(15);
    expect(steps.filter((name) => !(name in healthHans.steps))).toEqual([]);
  });

  test('every finding the cloud can give has a sentence, in both languages', () => {
    const source = readFileSync(join(import.meta.dirname, '../../cloudfunctions/core/health/rules.ts'), 'utf8');
    for (const part of source.split(/\nfunction /).slice(1)) {
      const code = /row\('(\w+)'\)/.exec(part)?.[1];
      if (code === undefined) continue;
      const found = [...part.matchAll(/say\([^']*'\w+', '(\w+)'|say\([^,]+, '(\w+)'/g)].map(([, a, b]) => a ?? b);
      expect(found).not.toEqual([]);
      for (const words of [healthHans, healthHant]) {
        const known: Record<string, unknown> = (words.findings as Record<string, object>)[code] as never;
        expect(found.filter((finding) => finding !== undefined && !(finding in known))).toEqual([]);
      }
    }
  });

  test('the text for whoever helps has codes beside the words, and the build', () => {
    const view = { time: '14:05', build: BUILD, version: '0.1.0' } as HealthView;
    const text = textOf([row({ state: 'red', finding: 'never', args: {} })], view, healthHans);
    expect(text).toContain('(tick.never)');
    expect(text).toContain(BUILD);
  });
});

/** The part of the page's store that is asked here. */
interface Checkup {
  rows: CheckRow[];
  opened: string[];
  run(): Promise<void>;
  leave(): void;
}

describe('the check-up', () => {
  const view: HealthView = {
    rows: [{ code: 'tick', state: 'green', finding: 'recent', args: { minutes: 1 }, cure: null }],
    time: '14:05',
    build: BUILD,
    version: VERSION,
    functions: ['staff', 'timer'],
    collections: ['members', 'ledger'],
  };
  const denied = Object.assign(new Error('database permission denied'), { errCode: -502003 });
  let doors: Record<string, () => Promise<unknown>>;

  beforeEach(() => {
    doors = {};
    Object.assign((globalThis as unknown as { wx: object }).wx, {
      getNetworkType: ({ success }: { success(answer: object): void }) => success({ networkType: 'wifi' }),
      getAccountInfoSync: () => ({ miniProgram: { envVersion: 'trial', version: '', appId: '' } }),
      cloud: {
        callFunction: async ({ data }: { data: { action: string } }) =>
          data.action === 'build'
            ? { result: { ok: true, data: { build: BUILD } } }
            : { result: { ok: true, data: view } },
        database: () => ({
          collection: (name: string) => ({
            limit: () => ({ get: doors[name] ?? (() => Promise.reject(denied)) }),
          }),
        }),
      },
    });
  });

  const { checkup } = compiled<{ checkup: Checkup }>('office/stores/health');
  const opened = async () => checkup;

  test('asks the cloud, each function and each collection, and counts along', async () => {
    const checkup = await opened();
    await checkup.run();
    expect(checkup).toMatchObject({ phase: 'done', done: 5, total: 5, opened: [] });
    expect(checkup.rows.map(({ state }) => state)).toEqual(Array(5).fill('green'));
  });

  test('a collection that lets the phone in opens its row', async () => {
    doors.members = async () => ({ data: [] });
    const checkup = await opened();
    await checkup.run();
    expect(checkup.rows[0]).toMatchObject({ code: 'closed', state: 'red', args: { names: ['members'] } });
    expect(checkup.opened).toEqual(['closed']);
  });

  test('a page that was left hears nothing of a check that still ran', async () => {
    const checkup = await opened();
    const running = checkup.run();
    checkup.leave();
    await running;
    expect(checkup).toMatchObject({ phase: 'running', rows: [] });
  });
});
