/**
 * Lays npm packages as `npm run build` does and compiles a staged project as WeChat DevTools does before an upload, without network:
 * `compile.ts <project root> <stage>`. Runs as a process of its own, because miniprogram-ci writes to the console
 * and leaves helpers running. Writes `<stage>/compiled/**` and `<stage>/report.json`.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildMiniprogramNpm } from '../build/miniprogram-npm';
import { loadTool } from './tool';

export interface Report {
  /** The compiler's own words; null when it compiled. */
  error: string | null;
  warnings: string[];
}

/** The signature is needed for an upload only; any RSA key opens the project. */
function throwAwayKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

/** A proxy that is not there: what the tool would ask WeChat for fails at once instead of being waited for, and it has defaults. */
function stayOffline(): void {
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'])
    process.env[name] = 'http://127.0.0.1:9';
  for (const name of ['NO_PROXY', 'no_proxy']) delete process.env[name];
}

async function compile(root: string, stage: string): Promise<Report> {
  stayOffline();
  const ci = loadTool();
  const warnings: string[] = [];
  await buildMiniprogramNpm(root, join(stage, 'project/miniprogram'));

  const project = new ci.Project({
    appid: 'touristappid',
    type: 'miniProgram',
    projectPath: join(stage, 'project'),
    privateKey: throwAwayKey(),
    ignores: [],
  });
  project.attr = async () => ({ ...ci.DefaultProjectAttr });
  const onProgressUpdate = (step: unknown) => {
    const { status, message } = step as { status?: string; message?: string };
    // What packOptions leaves out was meant to be left out.
    const meant = String(message).startsWith('Ignored by project.config.json packOptions');
    if ((status === 'warn' || status === 'fail') && !meant) warnings.push(String(message));
  };
  const files = await ci.getCompiledResult({ project, setting: { useProjectConfig: true }, onProgressUpdate });
  for (const [name, content] of Object.entries(files)) {
    const path = join(stage, 'compiled', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return { error: null, warnings };
}

const [root, stage] = process.argv.slice(2);
if (root && stage) {
  process.execArgv = []; // its helpers are plain JavaScript, and inherit these
  const report = await compile(root, stage).catch((error: unknown): Report => {
    const { message, path } = error as { message?: string; path?: string };
    return { error: [path, message ?? String(error)].filter(Boolean).join(': '), warnings: [] };
  });
  writeFileSync(join(stage, 'report.json'), JSON.stringify(report));
  process.exit(); // its helpers would keep the process
}
