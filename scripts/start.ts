/** `npm start`: the product on this machine, the functions in the local cloud, the pages in the web phone, one port. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { watch } from 'chokidar';
import { openCloud } from '../local/cloud';
import { endWithNpm } from '../local/npm-end';
import { openPhone } from '../local/phone/server';
import type { Answer } from '../typings/api/envelope';
import type { StaffHome } from '../typings/api/staff';
import { buildFunctions } from './build/functions';
import { buildMiniprogramNpm } from './build/miniprogram-npm';

endWithNpm();

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.PORT ?? '3000' },
    data: { type: 'string', default: join(root, '.data') },
    /** Begins with a shop nobody has visited yet, instead of the demo shop. */
    empty: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

const log = values.verbose ? (line: string) => console.error(line) : () => undefined;
const [functionsDir] = await Promise.all([buildFunctions(root), buildMiniprogramNpm(root)]);
if (!values.empty && !existsSync(values.data)) await makeDemoShop();
const cloud = await openCloud({ dataDir: values.data, functionsDir, log });
const phone = await openPhone({ root: join(root, 'miniprogram'), port: Number(values.port), cloud, log });

let building = Promise.resolve();
watch([join(root, 'cloudfunctions'), join(root, 'typings')], { ignoreInitial: true }).on('all', () => {
  building = building.then(() => rebuild());
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
console.log(`ready ${phone.origin}/`);
await tellSetupCode();

/** While nobody owns the shop: how somebody comes to. In a process of its own, as the demo shop. */
async function tellSetupCode(): Promise<void> {
  const home = (await cloud.call('nobody', 'staff', { action: 'staff.home', payload: {} })) as Answer<StaffHome>;
  if (!home.ok || !home.data.unclaimed) return;
  const program = join(root, 'scripts/setup/main.ts');
  spawn(process.execPath, ['--import', 'tsx', program, '--url', phone.origin], { cwd: root, stdio: 'inherit' });
}

/** In a process of its own: it needs the SDK pointed at another address than this one's. */
async function makeDemoShop(): Promise<void> {
  const program = join(root, 'scripts/demo/main.ts');
  const options = ['--import', 'tsx', program, '--data', values.data, '--functions', functionsDir];
  const [code] = (await once(spawn(process.execPath, options, { cwd: root, stdio: 'inherit' }), 'exit')) as [number];
  if (code !== 0) process.exit(code || 1);
}

async function rebuild(): Promise<void> {
  try {
    await buildFunctions(root);
    console.log('functions rebuilt');
  } catch (mistake) {
    console.error(mistake instanceof Error ? mistake.message : mistake);
  }
}

async function stop(): Promise<void> {
  await phone.close();
  process.exit(0);
}
