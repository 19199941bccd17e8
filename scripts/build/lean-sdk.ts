/**
 * wx-server-sdk carries parts that no function of ours calls: AI, web sockets of `watch`, cloud run, analytics, log-in by
 * password. Left in, they double the time of a cold start. They are replaced by a module that says so when it is used.
 * What only a request needs, or few calls (open APIs, uploads), is loaded when it is first used.
 */
import { readFile } from 'node:fs/promises';
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
  'mime-db',
]);

/** Files inside the SDK's packages that belong to those parts. */
const UNUSED_FILES: [importer: RegExp, request: RegExp][] = [
  [/@cloudbase[\\/]database[\\/]/, /\/realtime\//],
  [/@cloudbase[\\/]node-sdk[\\/]/, /^\.\/(ai|analytics|cloudrun|notification)$/],
];

/** Modules whose members are first touched by a request, or by rare ones. The SDK takes each as a default import. */
const LATE = new Set(['form-data', 'xml2js', 'json-bigint', 'http', 'https']);

/** Inside the one file of wx-server-sdk: its messages of open APIs, the largest part of it. */
const LATE_INSIDE = /__webpack_require__\([^()]*"\.\/src\/protobuf\/openapi\.js"\)/g;

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
      build.onLoad({ filter: /[\\/]wx-server-sdk[\\/]index\.js$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const contents = source.replaceAll(LATE_INSIDE, (request) => `late(() => ${request})`);
        if (contents === source) throw new Error(`${path} no longer holds what is to be loaded late`);
        return { contents: `${contents}\n${LATE_FUNCTION}`, loader: 'js' };
      });
    },
  };
}

/** A module whose members can be looked at while loading, and that throws when one is called. */
function absent(name: string): string {
  return `const say = () => { throw new Error(${JSON.stringify(`${name} is not part of this build`)}); };
module.exports = new Proxy(say, { get: (target, key) => (key === '__esModule' ? true : key === 'prototype' ? target.prototype : say) });`;
}

/** A stand-in that loads the real module when a member is first touched or constructed; what a call gives is late too. */
function late(name: string): string {
  return `module.exports = late(() => require(${JSON.stringify(name)}));\n${LATE_FUNCTION}`;
}

const LATE_FUNCTION = `function late(load) {
  let real;
  const get = () => (real ??= load());
  return new Proxy(function () {}, {
    get: (_, key) => (key === '__esModule' ? undefined : get()[key]),
    apply: (_, self, args) => late(() => Reflect.apply(get(), self, args)),
    construct: (_, args) => Reflect.construct(get(), args),
  });
}`;
