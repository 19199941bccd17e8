import type { Core, PageView } from '../contract';
import { Clock } from './device/clock';
import { CloudLine } from './device/cloudLine';
import { Files } from './device/files';
import { Memory, withRecent } from './device/memory';
import { barHeight, deviceOf } from './device/models';
import { Network } from './device/network';
import { Permissions } from './device/permissions';
import { loadable } from './device/pictures';
import { h } from './dom';
import { buildFrame } from './frame/frame';
import { Keyboard } from './frame/keyboard';
import { slide } from './frame/motion';
import { NavBars } from './frame/navBar';
import { PullDownRefresh } from './frame/refresh';
import { SINGLE_FOOT_HEIGHT, singlePageFoot } from './frame/singlePage';
import { StatusBar } from './frame/statusBar';
import { NativeTabBar } from './frame/tabBar';
import { openCapsuleMenu } from './menu';
import { appName, openType } from './openType';
import { mountPanel } from './panel/index';
import panelCss from './panel/panel.css';
import phoneCss from './phone.css';
import { openPictureMenu } from './pictureMenu';
import { createSharing } from './share';
import { openActionSheet } from './sheets/actionSheet';
import { openFullPage } from './sheets/fullPage';
import { openMessageFiles } from './sheets/messageFiles';
import { openModal } from './sheets/modal';
import { pick } from './sheets/pick';
import { openPictures } from './sheets/pictures';
import { askPrivacy, askScope } from './sheets/questions';
import { openScanner, type Scanner } from './sheets/scanner';
import { openSettings } from './sheets/settings';
import { Toast } from './sheets/toast';
import { openViewer } from './sheets/viewer';
import type { Shell } from './shell';

/** Moments' single page: read only, nobody is logged in. */
const SINGLE_PAGE_SCENE = 1154;

/** Draws the phone into the document, with the side panel, and restores who holds it and how it is set. */
export function mountShell(core: Core): Shell {
  document.head.append(h('style', {}, phoneCss, panelCss));
  const memory = new Memory(core.bundle.app.pages[0] ?? 'app');
  memory.readAddress();
  core.launch.scene = memory.takeScene();
  const singlePage = core.launch.scene === SINGLE_PAGE_SCENE;
  core.setDevice(deviceOf(memory.state));

  const frame = buildFrame();
  const clock = new Clock();
  const network = new Network(memory);
  const files = new Files();
  const cloud = new CloudLine(memory, network, () => singlePage);
  const toast = new Toast();
  const keyboard = new Keyboard(core, () => memory.state.keyboard);
  const status = new StatusBar(core, clock, network);
  const tabs = new NativeTabBar(core, () => !singlePage);
  const refresh = new PullDownRefresh(core);
  const { screen, layers } = frame;
  const actions = {
    menu: () => void openCapsuleMenu(shell, share.rows),
    close: () => panel.putAway(),
  };
  const barPlace = h('div', { class: 'bars' });
  const pages = h('div', { class: 'pages' });
  const bars = new NavBars(core, barPlace, actions, !singlePage);
  const permissions = new Permissions(
    memory,
    { privacy: () => askPrivacy(shell), scope: (scope) => askScope(shell, scope) },
    core.bundle.app.raw.__usePrivacyCheck__ !== false,
  );
  let scanner: Scanner | undefined;

  const place = (page: PageView) => {
    // Asked first while the iframe is still blank: later a move would load it anew.
    if (page.iframe.parentElement !== pages) pages.append(page.iframe);
    const { device } = core;
    const custom = page.window.navigationStyle === 'custom';
    const top = custom ? 0 : device.statusBarHeight + barHeight(device);
    const foot = singlePage ? SINGLE_FOOT_HEIGHT + device.safeAreaBottom : tabs.height(page);
    Object.assign(page.iframe.style, {
      top: `${top}px`,
      left: '0px',
      width: `${device.width}px`,
      height: `${device.height - top - foot}px`,
    });
    page.iframe.style.zIndex = String(2 * Math.max(0, core.stack().indexOf(page)) + 1);
  };
  const partsOf = (page: PageView) => [page.iframe, bars.barOf(page)].filter((part) => part !== undefined);
  const redraw = () => {
    frame.draw(core.device);
    screen.style.setProperty('--safe-top', `${core.device.statusBarHeight}px`);
    screen.style.setProperty('--safe-bottom', `${core.device.safeAreaBottom}px`);
    for (const page of core.stack()) place(page);
    // Shines through where a scaled screen rounds: between bar and page.
    screen.style.background = core.top()?.window.navigationBarBackgroundColor ?? '';
    status.redraw();
    bars.redraw();
    tabs.redraw();
    bars.showOnly(core.top());
  };

  const shell: Shell = {
    core,
    memory,
    network,
    cloud,
    clock,
    files,
    permissions,
    toast,
    singlePage,
    screen,
    layers,
    hardware: {
      brightness: 0.6,
      keptOn: false,
      vibrations: [],
      clipboard: '',
      dialled: [],
      captureHidden: false,
      savedPictures: [],
      sentPictures: [],
      documents: [],
    },
    layout: place,
    async transition(kind, entering, leaving) {
      redraw();
      refresh.watch(entering);
      keyboard.set(false);
      if (kind !== 'none' && leaving) await slide(kind, entering, leaving, partsOf);
      if (leaving && !core.stack().includes(leaving)) refresh.forget(leaving);
      redraw();
    },
    mayNavigate: () => !singlePage,
    resolveImage: (src, fromUnit) => loadable(shell, src, fromUnit),
    pictureMenu: (url) => openPictureMenu(shell, url),
    pick: (mode, props) => pick(layers, mode, props),
    openType: (kind, props, page) => openType(shell, kind, props, page),
    keyboard: (open) => keyboard.set(open),
    onKeyboard: (listener) => keyboard.onChange(listener),
    modal: (options) => openModal(layers, options),
    actionSheet: (options) => openActionSheet(layers, options),
    bars: { loading: (id, on) => bars.setLoading(id, on), hideHome: (id) => bars.hideHome(id), redraw },
    get share() {
      return share;
    },
    refresh: { start: () => refresh.start(), stop: () => refresh.stop() },
    async scan({ onlyFromCamera }) {
      const ready = panel.takeScan();
      if (ready !== undefined) return remember(ready);
      scanner = openScanner(layers, memory.state.recentCodes, onlyFromCamera);
      const text = await scanner.result;
      scanner = undefined;
      return text === null ? null : remember(text);
    },
    choosePictures: (options) => openPictures(layers, options),
    chooseMessageFiles: (options) => openMessageFiles(layers, options),
    preview: (urls, current) => openViewer(layers, urls, current),
    openSettings: () => openSettings(shell),
    openNotice: (title, text) => openFullPage(layers, title, text),
  };
  const remember = (text: string) => {
    memory.set({ recentCodes: withRecent(memory.state.recentCodes, text) });
    return text;
  };
  const share = createSharing(shell);

  screen.prepend(refresh.element);
  screen.append(
    status.element,
    status.island,
    barPlace,
    bars.capsule,
    pages,
    tabs.element,
    status.homeLine,
    keyboard.element,
    layers,
    toast.element,
  );
  if (singlePage) screen.append(singlePageFoot(shell, appName));
  document.body.append(frame.root);
  const panel = mountPanel(shell, frame, {
    scannerSees: (text) => {
      scanner?.see(text);
      return scanner !== undefined;
    },
    redraw,
  });
  core.onChange(redraw);
  core.on('deviceChange', redraw);
  requestAnimationFrame(() => tabs.element.toggleAttribute('data-animated', true));
  void clock.read();
  redraw();
  return shell;
}
