/**
 * Cuts a deployment off after each of its writes, runs it again, and compares what the cloud then holds with what one uncut
 * run makes. The answer to the last write is lost too: what was taken may not have been told.
 */
import { cpSync } from 'node:fs';
import type { Built } from './dist';
import { emptyEnvironment } from './environment';
import { Scene } from './scene';
import type { DeployScript } from './script';
import { ENVIRONMENT } from './stub';

export interface Story {
  /** What is there already: deployed and left alone before; nothing when absent. */
  before?: Built;
  after: Built;
  /** Of the run that is cut off. */
  args?: string[];
  /** Of the run that follows. */
  again?: string[];
  variables?: Record<string, string>;
}

export interface Cuts {
  /** How many writes an uncut run makes, and therefore how many cuts there were. */
  writes: number;
  /** A sentence about each cut that did not end as the uncut run. */
  diverged: string[];
}

/** Two cores, two deployments at a time. */
const AT_ONCE = 2;

export async function cutAfterEachWrite(script: DeployScript, story: Story): Promise<Cuts> {
  const start = await startOf(script, story);
  const uncut = await sceneAt(script, start, story);
  const { code, printed } = await uncut.deploy(...(story.args ?? []));
  if (code !== 0) throw new Error(`the uncut run ended with ${code}:\n${printed}`);
  const writes = uncut.stub.writes.length;
  const expected = pictureOf(uncut);

  const diverged: string[] = [];
  let next = 1;
  const worker = async () => {
    while (next <= writes) {
      const cut = next++;
      const scene = await sceneAt(script, start, story);
      const wrong = await cutOff(scene, cut, story, expected);
      if (wrong) diverged.push(`cut after write ${cut} of ${writes}: ${wrong}`);
      await scene.close();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await Promise.all([uncut.close(), start.close()]);
  return { writes, diverged };
}

async function cutOff(scene: Scene, cut: number, story: Story, expected: string): Promise<string | undefined> {
  scene.stub.accidents.cutAfterWrites = cut;
  const first = await scene.deploy(...(story.args ?? []));
  if (first.code !== 1) return `it ended with ${first.code}\n${first.printed}`;
  scene.stub.calm();
  const second = await scene.deploy(...(story.again ?? story.args ?? []));
  if (second.code !== 0) return `the next run ended with ${second.code}\n${second.printed}`;
  return pictureOf(scene) === expected ? undefined : `another state\n${pictureOf(scene)}\ninstead of\n${expected}`;
}

/** The shop before the deployment that is told about. */
async function startOf(script: DeployScript, { before, variables = {} }: Story): Promise<Scene> {
  const scene = await Scene.open(script);
  Object.assign(scene.variables, variables);
  if (!before) return scene;
  scene.build(before);
  const { code, printed } = await scene.deploy();
  if (code !== 0) throw new Error(`the deployment before ended with ${code}:\n${printed}`);
  return scene;
}

async function sceneAt(script: DeployScript, start: Scene, { after, variables = {} }: Story): Promise<Scene> {
  const environment = structuredClone(start.cloud.functions.size > 0 ? start.cloud : emptyEnvironment(ENVIRONMENT));
  const scene = await Scene.open(script, environment);
  cpSync(start.home, scene.home, { recursive: true });
  Object.assign(scene.variables, variables);
  scene.build(after);
  return scene;
}

/** 32 random bytes, base64url: every run makes its own. */
const KEY = /(?<![\w-])[\w-]{43}(?![\w-])/g;

/** What the cloud holds, with keys named by the order of their appearance. */
function pictureOf(scene: Scene): string {
  const names = new Map<string, string>();
  return JSON.stringify(scene.stub.contents(), null, 1).replace(KEY, (key) => {
    names.set(key, names.get(key) ?? `key ${names.size + 1}`);
    return names.get(key) ?? key;
  });
}
