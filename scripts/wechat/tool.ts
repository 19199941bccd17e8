/**
 * WeChat's own compiler, miniprogram-ci: 276 MB, so it lives in a folder of its own and is installed when it is first
 * asked for. Once there, it needs no network.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('tool/', import.meta.url));

/** The part of miniprogram-ci 2.1.42 that is used here. */
export interface Ci {
  Project: new (options: {
    appid: string;
    type: 'miniProgram';
    projectPath: string;
    /** PEM. A path would do too, but a key has no business on a disk. */
    privateKey: string;
    ignores: string[];
  }) => Project;
  DefaultProjectAttr: object;
  getCompiledResult(options: {
    project: Project;
    setting: object;
    onProgressUpdate: (step: unknown) => void;
  }): Promise<Record<string, string | Buffer>>;
  /** Makes a development version. Source: developers.weixin.qq.com/miniprogram/dev/devtools/ci */
  upload(options: {
    project: Project;
    version: string;
    desc: string;
    setting: object;
    /** 1 to 30: each keeps a version of its own. */
    robot: number;
    onProgressUpdate: (step: unknown) => void;
  }): Promise<{ subPackageInfo?: { name: string; size: number }[] }>;
}

interface Project {
  /** Asks WeChat's server for limits of this app id; replaced by the defaults to stay offline. */
  attr: () => Promise<object>;
}

export function installTool(): void {
  // npm writes this file last: a broken-off install is begun again.
  if (existsSync(join(home, 'node_modules/.package-lock.json'))) return;
  console.error('installing miniprogram-ci once (276 MB) …');
  // No install scripts: nothing that is used here needs one.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const run = spawnSync(npm, ['ci', '--ignore-scripts'], {
    cwd: home,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (run.status !== 0)
    throw new Error('miniprogram-ci could not be installed; the first run needs a package registry');
}

export function loadTool(): Ci {
  return createRequire(join(home, 'package.json'))('miniprogram-ci') as Ci;
}
