/** A copy of what DevTools would open, so that packing and compiling leave the working folder as it is. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

export interface Stage {
  folder: string;
  remove(): void;
}

export function stageProject(root: string): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'huitouke-wechat-'));
  const project = join(folder, 'project');
  mkdirSync(project);
  const written = (path: string) => basename(path) !== 'miniprogram_npm' && basename(path) !== 'node_modules';
  for (const part of ['miniprogram', 'typings']) {
    if (existsSync(join(root, part)))
      cpSync(join(root, part), join(project, part), { recursive: true, filter: written });
  }
  cpSync(join(root, 'package.json'), join(project, 'package.json'));
  const config = JSON.parse(readFileSync(join(root, 'project.config.json'), 'utf8')) as Record<string, unknown>;
  // The functions are not compiled here, and their folder is not in the copy.
  delete config.cloudfunctionRoot;
  writeFileSync(join(project, 'project.config.json'), JSON.stringify(config));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
