/** The names a module gets (build/globals.ts: PROVIDED). */
import type { AppLife } from './app-life';
import type { Provided } from './loader';
import type { Phone } from './phone';
import type { Router } from './router';

const LANGUAGE = {
  Object,
  Function,
  Array,
  String,
  Number,
  Boolean,
  Symbol,
  BigInt,
  Date,
  Math,
  JSON,
  RegExp,
  Error,
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  EvalError,
  URIError,
  Promise,
  Proxy,
  Reflect,
  Map,
  Set,
  WeakMap,
  WeakSet,
  ArrayBuffer,
  DataView,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  parseInt,
  parseFloat,
  isNaN,
  isFinite,
  encodeURI,
  encodeURIComponent,
  decodeURI,
  decodeURIComponent,
  NaN,
  Infinity,
};

export function provideGlobals(phone: Phone, wx: object, life: AppLife, router: Router): Provided {
  const unsupported = (name: string) => () => {
    throw new Error(`${name} is not supported by the web phone`);
  };
  const fallback: Record<string, unknown> = {};
  const shared: Record<string, unknown> = { ...LANGUAGE };
  const provided: Provided = {
    wx,
    App: (given: Record<string, unknown> = {}) => life.define(given),
    ...phone.program.constructors(),
    getApp: (options?: { allowDefault?: boolean }) =>
      life.instance() ?? (options?.allowDefault === true ? fallback : undefined),
    getCurrentPages: () => router.views.map((view) => view.inst),
    requirePlugin: unsupported('requirePlugin'),
    requireMiniProgram: unsupported('requireMiniProgram'),
    __wxConfig: {
      ...phone.bundle.app.raw,
      pages: phone.bundle.app.pages,
      envVersion: 'develop',
      platform: phone.device.platform,
    },
    global: shared,
    globalThis: shared,
    console,
    setTimeout: window.setTimeout.bind(window),
    clearTimeout: window.clearTimeout.bind(window),
    setInterval: window.setInterval.bind(window),
    clearInterval: window.clearInterval.bind(window),
  };
  Object.assign(shared, provided);
  return provided;
}
