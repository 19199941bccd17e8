import type { Core, Host } from '../contract';
import type { Clock } from './device/clock';
import type { CloudLine } from './device/cloudLine';
import type { Files } from './device/files';
import type { Memory } from './device/memory';
import type { Network } from './device/network';
import type { Permissions } from './device/permissions';
import type { ActionSheetOptions } from './sheets/actionSheet';
import type { ModalAnswer, ModalOptions } from './sheets/modal';
import type { Toast } from './sheets/toast';

/** The phone as the `wx` object needs it: Host plus everything that is not a page. */
export interface Shell extends Host {
  core: Core;
  memory: Memory;
  network: Network;
  cloud: CloudLine;
  clock: Clock;
  files: Files;
  permissions: Permissions;
  toast: Toast;
  /** Scene 1154: a page opened in Moments without identity, navigation and tab bar. */
  singlePage: boolean;
  /** Layers over the page: sheets, dialogues, viewers. */
  layers: HTMLElement;
  modal(options: ModalOptions): Promise<ModalAnswer>;
  /** Index of the tapped row, null when cancelled. */
  actionSheet(options: ActionSheetOptions): Promise<number | null>;
  bars: Bars;
  /** On-screen keyboard height now, and when it changes. */
  onKeyboard(listener: (height: number) => void): void;
  share: Sharing;
  refresh: { start(): void; stop(): void };
  /** The camera pointed at something; null when put away. */
  scan(options: { onlyFromCamera: boolean }): Promise<string | null>;
  /** One of the phone's pictures; null when cancelled. */
  choosePictures(options: { count: number; camera: boolean; album: boolean; video: boolean }): Promise<Blob[] | null>;
  /** Files of a chat; null when cancelled. */
  chooseMessageFiles(options: { count: number; extensions: readonly string[] }): Promise<File[] | null>;
  preview(urls: string[], current: number): void;
  /** Shows the program's permission switches; resolves when closed. */
  openSettings(): Promise<void>;
  /** A text page of WeChat's own: the privacy guideline and the like. */
  openNotice(title: string, text: string): Promise<void>;
  /** What the hardware was told: brightness 0..1, kept awake, vibrations so far, last dialled number, clipboard. */
  hardware: Hardware;
}

export interface Hardware {
  brightness: number;
  keptOn: boolean;
  vibrations: string[];
  clipboard: string;
  dialled: string[];
  /** Captures of the screen are hidden. */
  captureHidden: boolean;
  /** URLs, until the next start: what the program put into the album, and what was sent on as a picture. */
  savedPictures: string[];
  sentPictures: string[];
  /** Files that were opened in WeChat's viewer or sent to a chat. */
  documents: { name: string; url: string }[];
}

export interface Bars {
  loading(pageId: number, on: boolean): void;
  hideHome(pageId: number): void;
  redraw(): void;
}

export interface Sharing {
  /** Rows of the ··· menu that the program opened or closed: absent = as WeChat decides from the page's hooks. */
  setMenu(menu: 'shareAppMessage' | 'shareTimeline', shown: boolean): void;
  /** Runs onShareAppMessage or onShareTimeline and shows the sheet to send it. */
  start(kind: 'chat' | 'moments', from: { from: 'button' | 'menu'; target?: unknown }): Promise<void>;
  withTicket: boolean;
}
