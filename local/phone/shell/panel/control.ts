import type { InboxMessage } from '../device/cloudLine';
import { decodePicture, miniCode } from '../device/code';
import type { Answer, NetworkKind, Remembered, SharedCard } from '../device/memory';
import { deviceOf } from '../device/models';
import { newPerson } from '../device/people';
import { SCOPES } from '../device/permissions';
import { relaunch } from '../relaunch';
import type { Shell } from '../shell';

/** 扫描小程序码, 单人聊天会话中的小程序消息卡片, 朋友圈内打开“单页模式”. */
const SCENE = { code: 1047, card: 1007, moments: 1154 };

export type DeviceChoice = Partial<
  Pick<Remembered, 'width' | 'notch' | 'theme' | 'fontSizeSetting' | 'platform' | 'keyboard'>
>;
export type ClockMove = { now?: number; advanceDays?: number; advanceMs?: number; reset?: boolean };

/**
 * Everything the side panel can do, for tests too: window.__phone.panel. `become`, `launch`, `openCard`, `enterByCode`
 * and `reset` start the program afresh: the document is loaded again right after they return.
 */
export interface PanelControl {
  state(): Readonly<Remembered>;
  become(openid: string, opening?: { path?: string; scene?: number }): void;
  /** A person the shop has never seen; returns the openid. */
  newPerson(): string;
  /** The same, who does not hold the phone yet. */
  addPerson(): string;
  launch(opening?: { path?: string; scene?: number }): void;
  setScene(scene: number): void;
  setDevice(choice: DeviceChoice): void;
  setNetwork(kind: NetworkKind): void;
  /** 'privacy', 'album', 'phone', 'address', 'location', 'subscribe:TEMPLATE'… */
  answer(question: string, answer: Answer): void;
  /** Private APIs declared in the privacy guideline; null = all. */
  declare(apis: string[] | null): void;
  /** What the present person has granted is forgotten: all is asked again. */
  forgetGrants(): void;
  moveClock(move: ClockMove): Promise<void>;
  now(): number;
  /** Answers the open scanner, or the next one. */
  scanText(text: string): void;
  /** Scans with WeChat itself: a mini-program code opens its page, for somebody else when named. */
  enterByCode(text: string, openid?: string): void;
  /** Reads a saved or sent picture (its URL, of `hardware()`) as a camera would and does what its code says; the code's text, or null. */
  scanPicture(url: string, openid?: string): Promise<string | null>;
  openCard(id: string, openid?: string): void;
  cards(): SharedCard[];
  inbox(): Promise<InboxMessage[]>;
  /** To the background (onHide) and back (onShow). */
  putAway(): void;
  comeBack(): void;
  pullDown(): void;
  hardware(): Shell['hardware'];
  /** Shows or hides the panel. */
  open(shown: boolean): void;
  /** Forgets everything remembered in this browser: people, answers, cards, storage of all persons. */
  reset(): void;
}

export interface ControlHooks {
  scannerSees(text: string): boolean;
  queueScan(text: string): void;
  redraw(): void;
  away(shown: boolean): void;
}

export function createControl(shell: Shell, hooks: ControlHooks): PanelControl {
  const { memory, core } = shell;
  const control: PanelControl = {
    state: () => memory.state,
    become(openid, opening) {
      if (openid === '') throw new Error('become: an openid is not empty');
      memory.set({ person: openid });
      relaunch(memory, opening);
    },
    newPerson() {
      const openid = control.addPerson();
      control.become(openid);
      return openid;
    },
    addPerson() {
      const person = newPerson(memory.state.newcomers.length);
      memory.set({ newcomers: [...memory.state.newcomers, person] });
      return person.openid;
    },
    launch: (opening) => relaunch(memory, opening),
    setScene: (scene) => memory.set({ scene }),
    setDevice(wanted) {
      memory.set(wanted);
      core.setDevice(deviceOf(memory.state));
      hooks.redraw();
    },
    setNetwork(kind) {
      if (memory.state.network === kind) return;
      memory.set({ network: kind });
      core.emit('networkStatusChange', { isConnected: kind !== 'offline', networkType: shell.network.type });
      hooks.redraw();
    },
    answer(question, answer) {
      memory.set({ answers: { ...memory.state.answers, [question]: answer } });
      // A real refusal is remembered by WeChat; going back to asking really asks.
      if (answer === 'ask') forget(shell, question);
    },
    declare: (apis) => memory.set({ declared: apis }),
    forgetGrants: () => memory.grant({ privacy: false, scopes: {}, subscriptions: {} }),
    async moveClock(move) {
      await shell.clock.move(move);
      // The same as taking the phone out of the pocket some days later.
      core.hideApp();
      core.showApp();
    },
    now: () => shell.clock.now(),
    scanText(text) {
      if (!hooks.scannerSees(text)) hooks.queueScan(text);
    },
    enterByCode(text, openid = memory.state.person) {
      const code = miniCode(text);
      if (!code) throw new Error(`not a mini-program code of the local cloud: ${text}`);
      const page = code.page || core.bundle.app.pages[0];
      control.become(openid, { path: `${page}?scene=${code.scene}`, scene: SCENE.code });
    },
    async scanPicture(url, openid) {
      const picture = await (await fetch(url)).blob();
      const text = await decodePicture(picture);
      if (text === null) return null;
      if (miniCode(text)) control.enterByCode(text, openid);
      else control.scanText(text);
      return text;
    },
    openCard(id, openid = memory.state.person) {
      const card = memory.state.cards.find((one) => one.id === id);
      if (!card) throw new Error(`no shared card ${id}`);
      control.become(openid, { path: card.path, scene: card.kind === 'chat' ? SCENE.card : SCENE.moments });
    },
    cards: () => [...memory.state.cards],
    inbox: () => shell.cloud.inbox(),
    putAway() {
      hooks.away(true);
      core.hideApp();
    },
    comeBack() {
      hooks.away(false);
      core.showApp();
    },
    pullDown: () => shell.refresh.start(),
    hardware: () => shell.hardware,
    open: (shown) => {
      memory.set({ panelOpen: shown });
      hooks.redraw();
    },
    reset() {
      localStorage.clear();
      sessionStorage.clear();
      setTimeout(() => location.reload(), 0);
    },
  };
  return control;
}

function forget({ memory }: Shell, question: string): void {
  const { scopes, subscriptions } = memory.grants();
  if (question === 'privacy') memory.grant({ privacy: false });
  if (question.startsWith('subscribe:')) {
    const { [question.slice('subscribe:'.length)]: _, ...others } = subscriptions;
    memory.grant({ subscriptions: others });
  }
  const kept = Object.entries(scopes).filter(([scope]) => SCOPES[scope]?.answer !== question);
  memory.grant({ scopes: Object.fromEntries(kept) });
}
