import { existsSync } from 'node:fs';
import type { Manifest } from '../../../cloudfunctions/manifest/schema';
import type { CloudOptions, Database } from '../contract';
import { type CloudFunction, manifestBeside, readCatalogue, readManifest } from './catalogue';
import { watchFunctions } from './reload';
import { cronOf } from './timers';

export interface Declarations {
  catalogue: Map<string, CloudFunction>;
  /** Functions with changed files; others may still be declared otherwise. */
  changed: ReadonlySet<string>;
}

function checkTimers(catalogue: Map<string, CloudFunction>): void {
  for (const { name, timer } of catalogue.values()) {
    if (!timer) continue;
    try {
      cronOf(timer.cron);
    } catch (error) {
      throw new Error(`timer of ${name}, "${timer.cron}": ${(error as Error).message}`);
    }
  }
}

/**
 * What is declared: functions by the folder, config.json and manifest, collections by the manifest. Read at the start,
 * where a mistake is an error, and again whenever something changes, where a mistake leaves everything as it was.
 */
export class Declaring {
  readonly #manifestFile: string | undefined;

  constructor(
    private readonly options: Pick<CloudOptions, 'functionsDir' | 'manifest' | 'functionTimeoutMs'>,
    private readonly database: Database,
    private readonly log: (line: string) => void,
  ) {
    this.#manifestFile = options.manifest ? undefined : manifestBeside(options.functionsDir);
  }

  async read(): Promise<Map<string, CloudFunction>> {
    const manifest = this.#manifest();
    const catalogue = readCatalogue(this.options.functionsDir, manifest, this.options.functionTimeoutMs);
    checkTimers(catalogue);
    if (manifest) await this.database.declare(manifest.collections);
    return catalogue;
  }

  watch(adopt: (declarations: Declarations) => void): { close(): Promise<void> } {
    return watchFunctions(this.options.functionsDir, this.#manifestFile, (changed) => {
      this.read().then(
        (catalogue) => {
          adopt({ catalogue, changed });
          this.log(`reloaded ${[...changed].join(', ') || 'the manifest'}`);
        },
        (error: unknown) => this.log(`reload refused, the old functions go on: ${(error as Error).message}`),
      );
    });
  }

  #manifest(): Manifest | undefined {
    if (this.options.manifest) return this.options.manifest;
    return this.#manifestFile !== undefined && existsSync(this.#manifestFile)
      ? readManifest(this.#manifestFile)
      : undefined;
  }
}
