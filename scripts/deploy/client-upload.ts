/**
 * Sends a staged project that was compiled before (scripts/wechat) to WeChat: `client-upload.ts <stage>`, the order as JSON on stdin.
 * A process of its own, because miniprogram-ci writes to the console and leaves helpers running; the key comes through
 * stdin, so that it is neither on the disk nor in the list of processes. Writes `<stage>/uploaded.json`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { loadTool } from '../wechat/tool';

export interface Order {
  appid: string;
  version: string;
  desc: string;
  robot: number;
  /** PEM. */
  privateKey: string;
}

export interface Answer {
  /** WeChat's own words; null when it took the version. */
  error: string | null;
  packages: { name: string; bytes: number }[];
}

async function upload(stage: string, { appid, version, desc, robot, privateKey }: Order): Promise<Answer> {
  const ci = loadTool();
  const projectPath = join(stage, 'project');
  const project = new ci.Project({ appid, type: 'miniProgram', projectPath, privateKey, ignores: [] });
  const setting = { useProjectConfig: true };
  const { subPackageInfo = [] } = await ci.upload({
    project,
    version,
    desc,
    robot,
    setting,
    onProgressUpdate: () => {},
  });
  return { error: null, packages: subPackageInfo.map(({ name, size }) => ({ name, bytes: size })) };
}

const [stage] = process.argv.slice(2);
if (stage) {
  process.execArgv = []; // its helpers are plain JavaScript, and inherit these
  const order = JSON.parse(await text(process.stdin)) as Order;
  const answer = await upload(stage, order).catch((error: unknown): Answer => {
    return { error: (error as { message?: string }).message ?? String(error), packages: [] };
  });
  writeFileSync(join(stage, 'uploaded.json'), JSON.stringify(answer));
  process.exit(); // its helpers would keep the process
}
