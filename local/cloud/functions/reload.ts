import { relative, sep } from 'node:path';
import { watch } from 'chokidar';

/** A build writes many files; they count as one change when nothing more comes for this long. */
const QUIET_MS = 120;

/**
 * Watches a folder of functions, installed packages left out, and the manifest. Tells which functions changed; an empty
 * set when only the manifest did.
 */
export function watchFunctions(
  functionsDir: string,
  manifestFile: string | undefined,
  changed: (names: ReadonlySet<string>) => void,
): { close(): Promise<void> } {
  const names = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(manifestFile ? [functionsDir, manifestFile] : functionsDir, {
    ignoreInitial: true,
    ignored: (path) => path.split(sep).includes('node_modules') && !functionsDir.split(sep).includes('node_modules'),
  });
  watcher.on('all', (_event, path) => {
    const [name] = relative(functionsDir, path).split(sep);
    if (name && name !== '..') names.add(name);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const told = new Set(names);
      names.clear();
      changed(told);
    }, QUIET_MS);
  });
  return {
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
