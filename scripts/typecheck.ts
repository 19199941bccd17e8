/** `npm run typecheck`: each part against the world it runs in (a phone has no DOM, a function no browser). */
import { spawnSync } from 'node:child_process';

const PARTS = [
  'miniprogram/tsconfig.json',
  'cloudfunctions/tsconfig.json',
  'local/phone/tsconfig.json',
  'tsconfig.json',
];

const failed = PARTS.filter((project) => spawnSync('npx', ['tsc', '-p', project], { stdio: 'inherit' }).status !== 0);
for (const project of failed) console.error(`typecheck failed: ${project}`);
process.exitCode = failed.length;
