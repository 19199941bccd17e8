/** Keeps the latest build of a folder, and builds again when a file changes. */
import { watch } from 'chokidar';
import { Folder } from '../build/folder';
import { lintWxml } from '../build/lint';
import { wording } from '../build/problems';
import { type Build, compile } from '../build/program';

/** Editors write several files at a time. */
const SETTLE_MS = 60;

const CODE = /\.(ts|js|json|wxml|wxss|wxs)$/;

export interface Builder {
  readonly folder: Folder;
  latest(): Build;
  onBuild(listener: (build: Build) => void): void;
  close(): Promise<void>;
}

export function createBuilder(root: string, log: (line: string) => void, watching: boolean): Builder {
  let folder = new Folder(root);
  const listeners: ((build: Build) => void)[] = [];
  let build = make();

  function make(): Build {
    const startedAtMs = performance.now();
    const made = compile(folder);
    for (const problem of lintWxml(folder.root)) {
      const known = made.bundle.problems.some((other) => other.file === problem.file && other.level === 'error');
      if (!known) made.bundle.problems.push({ ...problem, level: 'warning' });
    }
    for (const problem of made.bundle.problems) log(`${problem.level}: ${wording(problem)}`);
    const units = Object.keys(made.bundle.units).length;
    log(`built ${units} units, ${made.modules.size} modules in ${Math.round(performance.now() - startedAtMs)} ms`);
    return made;
  }

  let timer: NodeJS.Timeout | undefined;
  /** Pictures and the like are no part of the stamp; a changed one must be seen all the same. */
  let otherChanges = 0;
  const watcher = watching
    ? watch(folder.root, {
        ignoreInitial: true,
        ignored: (file) => /[\\/](node_modules|\.git)([\\/]|$)/.test(file),
      }).on('all', (_event, file) => {
        if (!CODE.test(file)) otherChanges += 1;
        clearTimeout(timer);
        timer = setTimeout(() => {
          folder = new Folder(root);
          const before = build.bundle.stamp;
          build = make();
          if (otherChanges > 0) build.bundle.stamp += `-${otherChanges}`;
          if (build.bundle.stamp !== before) for (const listener of listeners) listener(build);
        }, SETTLE_MS);
      })
    : undefined;

  return {
    get folder() {
      return folder;
    },
    latest: () => build,
    onBuild: (listener) => {
      listeners.push(listener);
    },
    close: async () => {
      clearTimeout(timer);
      await watcher?.close();
    },
  };
}
