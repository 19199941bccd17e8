/**
 * Deployment against the loopback Tencent Cloud (test/setup/tencent): how many of its tests pass, whether a second run changes
 * anything, and whether a run that was cut off after any of its writes ends elsewhere than an uncut one. The cuts are
 * made with the real declaration.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifest } from '../../cloudfunctions/manifest/index';
import { cutAfterEachWrite } from '../setup/tencent/cuts';
import type { Built } from '../setup/tencent/dist';
import { Scene } from '../setup/tencent/scene';
import { DeployScript } from '../setup/tencent/script';
import type { Figure, Measured } from './figure';
import { root } from './workplace';

const real: Built = { declaration: manifest };

async function withScript<T>(work: (script: DeployScript) => Promise<T>): Promise<T> {
  const script = await DeployScript.make();
  try {
    return await work(script);
  } finally {
    script.close();
  }
}

async function passing(): Promise<Measured> {
  const scratch = mkdtempSync(join(tmpdir(), 'huitouke-deploy-bench-'));
  const report = join(scratch, 'report.json');
  const told = ['--reporter=json', `--outputFile.json=${report}`];
  const files = ['test/unit/deploy/', 'test/integration/deploy'];
  spawnSync('npx', ['vitest', 'run', ...told, ...files], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const { numPassedTests: passed, numTotalTests: all } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numTotalTests: number;
  };
  rmSync(scratch, { recursive: true, force: true });
  const wrong = passed === all ? [] : [`${all - passed} of ${all} did not pass`];
  return { value: passed, note: 'tests of deployment that pass', wrong };
}

const second = (): Promise<Measured> =>
  withScript(async (script) => {
    const shop = await Scene.open(script);
    shop.build(real);
    const first = await shop.deploy();
    const made = shop.stub.writes.length;
    shop.stub.calm();
    const { code } = await shop.deploy();
    const value = shop.stub.writes.length;
    await shop.close();
    const wrong = first.code === 0 && code === 0 ? [] : [`the runs ended with ${first.code} and ${code}`];
    return { value, note: `writes of a second deployment; the first made ${made}`, wrong };
  });

const diverged = (): Promise<Measured> =>
  withScript(async (script) => {
    const cuts = await cutAfterEachWrite(script, { after: real });
    const note = `cut after each of ${cuts.writes} writes and run again; states that differ from an uncut run's`;
    return { value: cuts.diverged.length, note, wrong: cuts.diverged.slice(0, 3).map((one) => one.slice(0, 300)) };
  });

export const figures: Figure[] = [
  { name: 'deploy.tests', unit: 'tests', measure: passing },
  { name: 'deploy.second.writes', unit: 'writes', limit: { exactly: 0 }, measure: second },
  { name: 'deploy.cut.diverged', unit: 'cuts', limit: { exactly: 0 }, measure: diverged },
];
