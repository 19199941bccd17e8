/** A small project in a folder of its own, made to break a rule. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Check } from '../../../scripts/check/finding';

export function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'huitouke-check-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const whole: Record<string, string> = {
    'package.json': '{"dependencies": {"mobx-miniprogram": "6.12.3"}}',
    ...files,
  };
  for (const [file, text] of Object.entries(whole)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

/** 'file:line sentence' of everything found. */
export async function told(check: Check, files: Record<string, string>): Promise<string[]> {
  const found = await check(project(files));
  return found.map(({ file, line, message }) => `${file}:${line} ${message}`);
}
