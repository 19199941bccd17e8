/**
 * Runs `npm run deploy`'s script as the process it is. Only where Tencent Cloud listens differs from production; the pauses are short.
 * The script is bundled once, unchanged: reading its TypeScript anew takes seconds, a test of every cut needs dozens of runs.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { CREDENTIAL, ENVIRONMENT, type TencentStub } from './stub';

const ROOT = join(import.meta.dirname, '../../..');

export interface Ran {
  code: number;
  /** Both streams. */
  printed: string;
}

export interface Run {
  stub: TencentStub;
  /** Built functions and their manifest; see dist.ts. */
  dist: string;
  /** Where .env.deploy and .deploy lie. */
  home: string;
  args?: string[];
  variables?: Record<string, string>;
}

export class DeployScript {
  private constructor(
    private readonly bundle: string,
    private readonly folder: string,
  ) {}

  static async make(): Promise<DeployScript> {
    // Two below the root, as deep as the source: what it finds from where it lies is the same.
    const cache = join(ROOT, 'node_modules/.cache');
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(tmpdir(), 'huitouke-deploy-'));
    const bundle = join(cache, `deploy-${process.pid}.mjs`);
    await build({
      entryPoints: [join(ROOT, 'scripts/deploy/main.ts')],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      external: ['esbuild', 'miniprogram-ci', 'typescript', 'acorn', 'acorn-walk'],
      banner: {
        js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
      },
      logLevel: 'warning',
    });
    return new DeployScript(bundle, folder);
  }

  /** A folder of its own, gone with the script. */
  newFolder(): string {
    return mkdtempSync(join(this.folder, 'at-'));
  }

  run({ stub, dist, home, args = ['--yes'], variables = {} }: Run): Promise<Ran> {
    const words = ['--enable-source-maps', this.bundle, '--env', ENVIRONMENT, '--dist', dist, ...args];
    const child = spawn(process.execPath, words, {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH ?? '', ...surroundings(stub), ...variables },
    });
    const pieces: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(piece));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code: code ?? -1, printed: Buffer.concat(pieces).toString('utf8') }));
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this.bundle, { force: true });
  }
}

function surroundings(stub: TencentStub): Record<string, string> {
  return {
    TENCENTCLOUD_API: stub.origin,
    TENCENTCLOUD_SECRETID: CREDENTIAL.secretId,
    TENCENTCLOUD_SECRETKEY: CREDENTIAL.secretKey,
    HUITOUKE_DEPLOY_PAUSE_MS: '1',
  };
}
