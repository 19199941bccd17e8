import { PEOPLE, type Person } from './people';

/** How a question of the phone is answered: by hand, or beforehand in the side panel. */
export type Answer = 'ask' | 'accept' | 'reject' | 'always';
export type NetworkKind = 'fast' | 'slow' | 'offline';
export type ScreenWidth = 320 | 375 | 430;

/** What one person has granted this mini-program, as WeChat remembers it. */
export interface Grants {
  privacy: boolean;
  /** 'scope.writePhotosAlbum' -> granted or denied; absent = never asked. */
  scopes: Record<string, boolean>;
  /** Template -> the answer the person wanted kept. */
  subscriptions: Record<string, 'accept' | 'reject'>;
  /** The main switch of subscription messages; absent = never asked. */
  messages?: boolean;
}

/** A card sent to a chat or to Moments; opening it starts the program at `path`. */
export interface SharedCard {
  id: string;
  kind: 'chat' | 'moments';
  title: string;
  /** 'pages/x/y?query' */
  path: string;
  image: string;
  from: string;
  atMs: number;
}

export interface Remembered {
  person: string;
  newcomers: Person[];
  width: ScreenWidth;
  notch: boolean;
  theme: 'light' | 'dark';
  /** px, 16 is standard. */
  fontSizeSetting: number;
  platform: 'ios' | 'android';
  scene: number;
  network: NetworkKind;
  /** 'privacy', 'album', 'phone', 'address', 'location', 'subscribe:TEMPLATE'... */
  answers: Record<string, Answer>;
  grants: Record<string, Grants>;
  recentCodes: string[];
  cards: SharedCard[];
  panelOpen: boolean;
  /** Parts of the side panel that were folded or unfolded by hand. */
  unfolded: Record<string, boolean>;
  /** Draw an on-screen keyboard under focused inputs; the real keyboard types. */
  keyboard: boolean;
  /** Private APIs named in the privacy guideline; null = all. */
  declared: string[] | null;
  /** The scene of the next launch alone: from a card, a code. */
  nextScene: number | null;
}

/** Window width up to which the side panel is a drawer over the phone, CSS px; the same in panel.css. */
const NARROW = 820;

const START: Remembered = {
  person: PEOPLE[0]?.openid ?? '',
  newcomers: [],
  width: 375,
  notch: true,
  theme: 'light',
  fontSizeSetting: 16,
  platform: 'ios',
  scene: 1001,
  network: 'fast',
  answers: {},
  grants: {},
  recentCodes: [],
  cards: [],
  panelOpen: window.innerWidth > NARROW,
  unfolded: {},
  keyboard: false,
  declared: null,
  nextScene: null,
};

/**
 * What the phone remembers over reloads. A tab keeps its own copy (sessionStorage), so that two tabs can be two
 * people; a new tab starts from what was last used in any (localStorage).
 */
export class Memory {
  #state: Remembered;
  #key: string;
  #listeners = new Set<() => void>();

  constructor(appKey: string) {
    this.#key = `phone:${appKey}`;
    this.#state = { ...START, ...read(sessionStorage, this.#key, read(localStorage, this.#key, {})) };
    // One tab's phone is held before another's: what was seen there can be scanned here.
    window.addEventListener('storage', ({ key }) => {
      if (key === this.#key) this.#takeCodes(read(localStorage, this.#key, {}).recentCodes ?? []);
    });
  }

  #takeCodes(recentCodes: string[]): void {
    this.#state = { ...this.#state, recentCodes };
    sessionStorage.setItem(this.#key, JSON.stringify(this.#state));
    for (const listener of this.#listeners) listener();
  }

  get state(): Readonly<Remembered> {
    return this.#state;
  }

  set(patch: Partial<Remembered>): void {
    this.#state = { ...this.#state, ...patch };
    const text = JSON.stringify(this.#state);
    sessionStorage.setItem(this.#key, text);
    localStorage.setItem(this.#key, text);
    for (const listener of this.#listeners) listener();
  }

  /**
   * Settings in the address, for links and tests: ?as=OPENID&width=320&theme=dark&font=19&platform=android&scene=1154
   * &network=offline&panel=0. They are remembered and taken out of the address.
   */
  readAddress(): void {
    const url = new URL(location.href);
    const patch: Partial<Remembered> = {};
    const { searchParams: given } = url;
    const text = (name: string) => given.get(name) ?? '';
    const width = Number(given.get('width'));
    if (text('as')) patch.person = text('as');
    if (width === 320 || width === 375 || width === 430) patch.width = width;
    if (text('theme') === 'dark' || text('theme') === 'light') patch.theme = text('theme') as Remembered['theme'];
    if (Number(text('font')) > 0) patch.fontSizeSetting = Number(text('font'));
    if (text('platform') === 'ios' || text('platform') === 'android')
      patch.platform = text('platform') as Remembered['platform'];
    if (Number(text('scene')) > 0) patch.scene = Number(text('scene'));
    if (['fast', 'slow', 'offline'].includes(text('network'))) patch.network = text('network') as NetworkKind;
    if (given.has('panel')) patch.panelOpen = text('panel') !== '0';
    if (Object.keys(patch).length === 0) return;
    for (const name of ['as', 'width', 'theme', 'font', 'platform', 'scene', 'network', 'panel']) given.delete(name);
    history.replaceState(history.state, '', url);
    this.set(patch);
  }

  /** The scene of this launch; one given for it alone is used up. */
  takeScene(): number {
    const { nextScene, scene } = this.#state;
    if (nextScene !== null) this.set({ nextScene: null });
    return nextScene ?? scene;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  people(): Person[] {
    return [...PEOPLE, ...this.#state.newcomers];
  }

  person(): Person {
    const { person } = this.#state;
    return (
      this.people().find(({ openid }) => openid === person) ?? {
        openid: person,
        name: person.slice(0, 6),
        role: '',
        phone: '13800000000',
        colour: '#716C65',
      }
    );
  }

  grants(): Grants {
    return this.#state.grants[this.#state.person] ?? { privacy: false, scopes: {}, subscriptions: {} };
  }

  grant(patch: Partial<Grants>): void {
    const mine = { ...this.grants(), ...patch };
    this.set({ grants: { ...this.#state.grants, [this.#state.person]: mine } });
  }

  answer(question: string): Answer {
    return this.#state.answers[question] ?? 'ask';
  }
}

const MAX_RECENT_CODES = 8;

/** The codes seen last, the newest first. */
export function withRecent(codes: readonly string[], text: string): string[] {
  return [text, ...codes.filter((code) => code !== text)].slice(0, MAX_RECENT_CODES);
}

function read(storage: Storage, key: string, otherwise: Partial<Remembered>): Partial<Remembered> {
  const text = storage.getItem(key);
  if (text === null) return otherwise;
  try {
    return JSON.parse(text) as Partial<Remembered>;
  } catch (error) {
    console.warn(`web phone: what was remembered under ${key} cannot be read and is forgotten`, error);
    return otherwise;
  }
}
