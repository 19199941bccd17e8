import { asynchronous, Listeners, type Options, type Surroundings } from './api';

/** What an app hears, timers of the runtime, updates, logs, performance. */
export function lifecycle(around: Surroundings): Record<string, unknown> {
  const { core } = around;
  const heard = (event: string) => {
    const listeners = new Listeners<unknown>();
    core.on(event, (detail) => listeners.tell(core, detail));
    return listeners;
  };
  const named: [name: string, event: string][] = [
    ['AppShow', 'show'],
    ['AppHide', 'hide'],
    ['Error', 'error'],
    ['UnhandledRejection', 'unhandledRejection'],
    ['PageNotFound', 'pageNotFound'],
  ];
  const silent = [
    'UserCaptureScreen',
    'MemoryWarning',
    'AudioInterruptionBegin',
    'AudioInterruptionEnd',
    'LazyLoadError',
    'AppRoute',
    'AppRouteDone',
    'AfterPageLoad',
    'BeforePageLoad',
    'BeforeAppRoute',
    'BeforePageUnload',
    'AfterPageUnload',
    'Accelerometer',
    'CompassChange',
    'DeviceMotionChange',
    'GyroscopeChange',
    'LocationChange',
    'BackgroundFetchData',
    'ScreenRecordingStateChanged',
    'CopyUrl',
  ];
  const listeners: Record<string, unknown> = {};
  for (const [name, event] of named) {
    const { on, off } = heard(event);
    listeners[`on${name}`] = on;
    listeners[`off${name}`] = off;
  }
  // Events that never happen here: listening to them is fine.
  for (const name of silent) {
    listeners[`on${name}`] = () => {};
    listeners[`off${name}`] = () => {};
  }
  const logger = (kind: string) => {
    const say =
      (level: 'debug' | 'info' | 'warn' | 'error') =>
      (...words: unknown[]) =>
        console[level](`[${kind}]`, ...words);
    return {
      debug: say('debug'),
      log: say('info'),
      info: say('info'),
      warn: say('warn'),
      error: say('error'),
      setFilterMsg: () => {},
      addFilterMsg: () => {},
      in: () => {},
      tag: () => logger(kind),
    };
  };
  return {
    ...listeners,
    nextTick: (work: () => void) =>
      void Promise.resolve()
        .then(work)
        .catch((error: unknown) => core.report('error', error)),
    getUpdateManager: () => ({
      onCheckForUpdate: (tell: (answer: { hasUpdate: boolean }) => void) => setTimeout(tell, 0, { hasUpdate: false }),
      onUpdateReady: () => {},
      onUpdateFailed: () => {},
      applyUpdate: () => location.reload(),
    }),
    updateWeChatApp: asynchronous(around, 'updateWeChatApp', () => {}),
    getLogManager: () => logger('log'),
    getRealtimeLogManager: () => logger('realtime log'),
    reportEvent: (name: string, data?: Options) => console.info('[report]', name, data ?? {}),
    reportAnalytics: (name: string, data?: Options) => console.info('[report]', name, data ?? {}),
    reportMonitor: (name: string, value: number) => console.info('[report]', name, value),
    reportPerformance: (id: number, value: number) => console.info('[report]', id, value),
    setEnableDebug: asynchronous(around, 'setEnableDebug', () => {}),
    getPerformance: () => ({
      now: () => performance.now(),
      getEntries: () => [],
      getEntriesByName: () => [],
      getEntriesByType: () => [],
      setBufferSize: () => {},
      createObserver: (listener: (list: { getEntries: () => unknown[] }) => void) => ({
        supportedEntryTypes: [],
        observe: () => listener({ getEntries: () => [] }),
        disconnect: () => {},
      }),
    }),
    preloadAssets: asynchronous(around, 'preloadAssets', () => {}),
    preDownloadSubpackage: asynchronous(around, 'preDownloadSubpackage', () => {}),
    postMessageToReferrerMiniProgram: () => {},
    createInnerAudioContext: () => silentAudio(around),
    getBackgroundAudioManager: () => silentAudio(around),
    loadFontFace: asynchronous(around, 'loadFontFace', async (options) => {
      const source = String(options.source ?? '');
      const face = new FontFace(
        String(options.family),
        source.startsWith('url') ? source : `url("${source}")`,
        (options.desc ?? {}) as FontFaceDescriptors,
      );
      await face.load();
      for (const page of core.stack()) page.iframe.contentDocument?.fonts.add(face);
      return { status: 'loaded' };
    }),
    pageScrollTo: asynchronous(around, 'pageScrollTo', (options) => scrollPage(around, options)),
  };
}

/** WeChat's default duration, ms. */
const SCROLL_MS = 300;

interface RectQuery {
  select(selector: string): { boundingClientRect(found: (rect: { top: number } | null) => void): { exec(): void } };
}

/** By selector query: class names of a page are not the DOM's own. */
function rectOf(core: Surroundings['core'], selector: string): Promise<{ top: number } | null> {
  return new Promise((resolve) => {
    (core.createSelectorQuery() as RectQuery).select(selector).boundingClientRect(resolve).exec();
  });
}

async function scrollPage({ core }: Surroundings, options: Options): Promise<void> {
  const inside = core.top()?.iframe.contentWindow;
  if (!inside) return;
  let to = typeof options.scrollTop === 'number' ? options.scrollTop : inside.scrollY;
  if (typeof options.selector === 'string') {
    const found = await rectOf(core, options.selector);
    if (!found) throw new Error(`pageScrollTo:fail selector ${options.selector} not found`);
    to = found.top + inside.scrollY + Number(options.offsetTop ?? 0);
  }
  const duration = typeof options.duration === 'number' ? options.duration : SCROLL_MS;
  const from = inside.scrollY;
  const started = performance.now();
  await new Promise<void>((resolve) => {
    const move = () => {
      const share = duration <= 0 ? 1 : Math.min(1, (performance.now() - started) / duration);
      inside.scrollTo(0, from + (to - from) * (1 - (1 - share) ** 3));
      if (share < 1) requestAnimationFrame(move);
      else resolve();
    };
    move();
  });
}

/** Sound is not played: the context keeps its properties, plays nothing and says so once. */
function silentAudio({ core }: Surroundings): Record<string, unknown> {
  let told = false;
  const play = () => {
    if (!told) core.report('warning', 'sound is not played by the web phone');
    told = true;
  };
  const hear = Object.fromEntries(
    ['Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'TimeUpdate', 'Error', 'Waiting', 'Seeking', 'Seeked'].flatMap(
      (event) => [
        [`on${event}`, () => {}],
        [`off${event}`, () => {}],
      ],
    ),
  );
  return {
    src: '',
    startTime: 0,
    autoplay: false,
    loop: false,
    volume: 1,
    duration: 0,
    currentTime: 0,
    paused: true,
    play,
    pause: () => {},
    stop: () => {},
    seek: () => {},
    destroy: () => {},
    ...hear,
  };
}
