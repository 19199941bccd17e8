import type { OpenKind } from '../contract';
import { type Api, asynchronous, Failure, need, type Surroundings, text } from './api';

const KINDS: OpenKind[] = ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab'];

export function routing(around: Surroundings): Record<string, Api> {
  const { core, shell } = around;
  const open = (kind: OpenKind) =>
    asynchronous(around, kind, (options) => {
      need(options, 'url', 'String');
      if (shell.singlePage) throw new Failure('can not navigate in single page mode');
      const events = options.events as Record<string, (data: unknown) => void> | undefined;
      return core.open(kind, text(options, 'url'), events ? { events } : {});
    });
  return {
    ...Object.fromEntries(KINDS.map((kind) => [kind, open(kind)])),
    navigateBack: asynchronous(around, 'navigateBack', async (options) => {
      if (shell.singlePage) throw new Failure('can not navigate in single page mode');
      await core.back(typeof options.delta === 'number' ? options.delta : 1);
    }),
    exitMiniProgram: asynchronous(around, 'exitMiniProgram', () => {
      if (!core.gesture.inTap) throw new Failure('can only be invoked by user TAP gesture.');
      core.hideApp();
    }),
    navigateToMiniProgram: asynchronous(around, 'navigateToMiniProgram', (options) => {
      throw new Failure(`not available locally: no other mini program (appId ${text(options, 'appId')}) on this phone`);
    }),
    navigateBackMiniProgram: asynchronous(around, 'navigateBackMiniProgram', () => {
      throw new Failure('no launch mini program');
    }),
  };
}
