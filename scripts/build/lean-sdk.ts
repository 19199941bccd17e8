/**
 * wx-server-sdk carries parts that no function of ours calls: AI, web sockets of `watch`, cloud run, analytics, log-in by
 * password. Left in, they double the time of a cold start. They are replaced by a module that says so when it is used.
 * What only a request needs, or few calls (open APIs, uploads), is loaded when it is first used.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/** Packages that only the parts nobody calls need. */
const UNUSED_PACKAGES = new Set([
  '@cloudbase/ai',
  '@cloudbase/wx-cloud-client-sdk',
  '@cloudbase/adapter-wx_mp',
  '@cloudbase/app',
  '@cloudbase/utilities',
  'agentkeepalive',
  'axios',
  'http-proxy-agent',
  'https-proxy-agent',
  'jsonwebtoken',
  'web-streams-polyfill',
  'xml2js',
  'mime-db',
]);

/** Files inside the SDK's packages that belong to those parts. */
const UNUSED_FILES: [importer: RegExp, request: RegExp][] = [
  [/@cloudbase[\\/]database[\\/]/, /\/realtime\//],
  [/@cloudbase[\\/]node-sdk[\\/]/, /^\.\/(ai|analytics|cloudrun|notification)$/],
];

/** Modules whose members are first touched by a request, or by rare ones. The SDK takes each as a default import. */
const LATE = new Set(['form-data', 'json-bigint', 'http', 'https']);

const here = dirname(fileURLToPath(import.meta.url));

export function leanSdk(): Plugin {
  return {
    name: 'lean-sdk',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer, namespace }) => {
        const unused =
          UNUSED_PACKAGES.has(path) ||
          UNUSED_FILES.some(([from, request]) => from.test(importer) && request.test(path));
        if (unused) return { path, namespace: 'unused' };
        if (LATE.has(path) && namespace !== 'late' && /@cloudbase|wx-server-sdk/.test(importer)) {
          return { path, namespace: 'late', pluginData: dirname(importer) };
        }
        // The SDK uses EJSON alone; the ES module lets esbuild leave the binary codec out.
        if (path === 'bson' && importer.includes('@cloudbase')) return { path: join(here, 'ejson.mjs') };
        return undefined;
      });
      build.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: absent(path), loader: 'js' }));
      build.onLoad({ filter: /.*/, namespace: 'late' }, ({ path, pluginData }) => ({
        contents: late(path),
        loader: 'js',
        resolveDir: pluginData as string,
      }));
    },
  };
}

/** A module whose members can be looked at while loading, and that throws when one is called. */
function absent(name: string): string {
  return `const say = () => { throw new Error(${JSON.stringify(`${name} is not part of this build`)}); };
module.exports = new Proxy(say, { get: (target, key) => (key === '__esModule' ? true : key === 'prototype' ? target.prototype : say) });`;
}

/** A stand-in that loads the real module when a member is first touched, called or constructed. */
function late(name: string): string {
  return `let real;
const load = () => (real ??= require(${JSON.stringify(name)}));
module.exports = new Proxy(function () {}, {
  get: (_, key) => (key === '__esModule' ? undefined : load()[key]),
  apply: (_, self, args) => Reflect.apply(load(), self, args),
  construct: (_, args) => Reflect.construct(load(), args),
});`;
}
