import Module from 'node:module';

type Resolve = (request: string, ...rest: unknown[]) => string;

/**
 * A function folder that was never installed may still require wx-server-sdk: it gets the project's own, unmodified.
 * Its own copy, if there is one, comes first; every other missing package stays missing, as it would be in the cloud.
 */
export function installSdk(sdkEntry: string): void {
  const loader = Module as unknown as { _resolveFilename: Resolve };
  const plain = loader._resolveFilename;
  loader._resolveFilename = function resolve(this: unknown, request, ...rest) {
    try {
      return plain.call(this, request, ...rest);
    } catch (error) {
      if (request === 'wx-server-sdk') return sdkEntry;
      throw error;
    }
  };
}
