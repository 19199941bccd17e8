/** What it costs to send many messages, and that none goes out twice whoever dies among them. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Figure, once, rounded } from './figure';
import type { PostOffice } from './post-office';
import { root } from './workplace';

const run = promisify(execFile);
/** Longer than it ever took, by far. */
const TIMEOUT_MS = 900_000;

const sent = once(async (): Promise<PostOffice> => {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', join(root, 'test/bench/post-office.ts')], {
    cwd: root,
    timeout: TIMEOUT_MS,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as PostOffice;
});

const scene = ({ due, overlapped, lost }: PostOffice) =>
  `${due} due, two senders at once without the lease that keeps them apart, both cut off amid a page, then a third; ` +
  `${overlapped} went out while the two overlapped, ${lost} never: the page that one had claimed and not sent`;

export const figures: Figure[] = [
  {
    name: 'messages.double',
    unit: 'messages',
    limit: { exactly: 0 },
    async measure() {
      const office = await sent();
      return { value: office.double, note: scene(office), wrong: office.wrong };
    },
  },
  {
    name: 'messages.requests_per_message',
    unit: 'requests',
    limit: { atMost: 0.15 },
    async measure() {
      const office = await sent();
      const note = `requests of all senders to the database, those that came too late included, by ${office.sent} sent; the call to WeChat for each is not in it`;
      return { value: rounded(office.requests / office.sent), note, wrong: office.wrong };
    },
  },
];
