/** Entry of the web phone: fetches the bundle and puts the parts together (../contract.ts). */
import './realm';
import type { Bundle } from '../contract';
import { mountShell } from '../shell/index';
import { createWx } from '../wx/index';
import { installBuiltins } from './builtins/index';
import { createCore } from './core';
import { createKit } from './kit';
import { definePageMeta } from './page-meta';
import { followBuilds } from './reload';
import { placeOf, showTrouble } from './trouble';
import { rememberCurrentNodes } from './wxs';

async function start(): Promise<void> {
  const answer = await fetch('/bundle.json');
  const bundle = (await answer.json()) as Bundle;
  followBuilds(bundle.stamp);
  const { core, phone } = createCore(bundle);
  const errors = bundle.problems.filter((problem) => problem.level === 'error');
  // The program travels while the shell is drawn; a failure is told where boot() waits for it.
  if (errors.length === 0) phone.modules.fetch(bundle).catch(() => undefined);
  const host = mountShell(core);
  for (const problem of bundle.problems) {
    core.report(problem.level, `${placeOf(problem)}: ${problem.message}`);
  }
  if (errors.length > 0) {
    showTrouble(
      host.screen,
      '小程序没有通过编译',
      errors.map((problem) => ({ place: placeOf(problem), message: problem.message })),
    );
    return;
  }
  const wx = createWx(core, host);
  core.publish.wx = wx;
  const kit = createKit(phone, core);
  definePageMeta(phone, core, kit);
  installBuiltins(core, host, kit);
  rememberCurrentNodes();
  try {
    await core.boot(host, wx);
  } catch (error) {
    core.report('error', error);
    showTrouble(host.screen, '小程序启动失败', [{ place: '', message: String((error as Error).stack ?? error) }]);
  }
}

void start();
