/**
 * `npm run demo -- --data DIR`: makes the demo shop in a folder that does not exist yet. The history is written beside it
 * and moved into place when it is whole, so a shop that broke off half-way is never opened.
 */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { addDays, dayOf } from '../../cloudfunctions/core/calendar';
import { openCloud } from '../../local/cloud';
import type { Cloud } from '../../local/cloud/contract';
import { DAYS } from '../../local/demo/cast';
import { makeDemo } from '../../local/demo/make';
import { DEMO_ZONE, demoProgramme } from '../../local/demo/programme';
import { endWithNpm } from '../../local/npm-end';
import type { EpochMs } from '../../typings/domain';
import { buildFunctions } from '../build/functions';
import { askControl, openEnvironment, takeSecrets } from '../cloud-store';
import { doorOf } from './door';
import { furnish } from './furnish';
import { progressOf } from './progress';

endWithNpm();

const DAY_MS = 86_400_000;
const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: { data: { type: 'string', default: join(root, '.data') }, functions: { type: 'string' } },
});

const target = resolve(values.data);
if (existsSync(target)) {
  console.error(`${target} 已经有数据：换一个 --data，或先移走它`);
  process.exit(2);
}
const making = `${target}.making`;
await rm(making, { recursive: true, force: true });
const cloud = await openCloud({
  dataDir: making,
  functionsDir: values.functions ?? (await buildFunctions(root)),
  timers: false,
});
const server = createServer((request, response) => {
  if (!cloud.handle(request, response)) response.writeHead(404).end();
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
cloud.attach(url);
const midnight = midnightOf(Date.now() as EpochMs, DEMO_ZONE);

const progress = progressOf('正在准备演示店铺：五个月的会员、签到和消费');
await askControl(url, '/local/clock', { now: midnight - DAYS * DAY_MS });
await makeDemo(await open(cloud), midnight, progress.to);
await askControl(url, '/local/clock', { reset: true });
progress.end();

await cloud.close();
server.closeAllConnections();
await new Promise((closed) => server.close(closed));
await rename(making, target);
process.exit(0);

/** Fills the shelves, puts the shop's rules in force and makes the till's key. */
async function open(cloud: Cloud) {
  await takeSecrets(url);
  const env = await openEnvironment(url);
  const [{ saveDraft, publish }, { createPartner }] = await Promise.all([
    import('../../cloudfunctions/core/programme'),
    import('../../cloudfunctions/core/partners'),
  ]);
  await furnish(env, url, midnight);
  const today = dayOf(midnight, DEMO_ZONE);
  const saved = await saveDraft(env, demoProgramme({ firstDay: addDays(today, -14), lastDay: addDays(today, 30) }), 0);
  const published = saved.ok ? await publish(env, saved.rev) : null;
  if (!published?.ok) throw new Error(`the demo's programme is refused: ${JSON.stringify(published)}`);
  const issued = await createPartner(env, { name: '前台收银', rights: ['orders', 'members.write'], stores: null });
  if (!issued.ok) throw new Error(`no key for the demo's till: ${issued.code}`);
  return doorOf(cloud, url, issued.data);
}

/** The last midnight of the zone's wall clock, found by whole minutes. */
function midnightOf(now: EpochMs, zone: string): EpochMs {
  const today = dayOf(now, zone);
  let minute = Math.floor(now / 60_000) * 60_000;
  while (dayOf((minute - 60_000) as EpochMs, zone) === today) minute -= 60_000;
  return minute as EpochMs;
}
