/** `npx tsx scripts/wechat/main.ts [--root DIR]`: does the mini-program compile with WeChat's own compiler, and will it run on a phone? Offline once the tool is there. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compileIn, type Outcome } from './compiled';
import { stageProject } from './stage';
import { installTool } from './tool';
import { judge, sizes } from './verdict';

const { values } = parseArgs({ options: { root: { type: 'string', default: '.' } } });
const root = resolve(values.root);

installTool();
const stage = stageProject(root);
try {
  process.exitCode = report(compileIn(root, stage.folder)) ? 0 : 1;
} finally {
  stage.remove();
}

function report({ error, warnings, files }: Outcome): boolean {
  for (const warning of warnings) console.log(`warning: ${warning}`);
  if (error !== null) {
    console.log(`error: ${error}`);
    return false;
  }
  const errors = judge(files);
  for (const line of errors) console.log(`error: ${line}`);
  for (const { root: name, bytes } of sizes(files))
    console.log(`${name || 'main package'}: ${(bytes / 1000).toFixed(1)} KB`);
  console.log(`${files.size} files, ${errors.length} errors, ${warnings.length} warnings`);
  return errors.length === 0;
}
