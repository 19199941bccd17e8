/** Contract of the function `staff`, the shop itself: what it is called, how it looks, its texts, modules, messages, payment; pictures. */
import type { ModuleName } from '../domain';
import type { MessageKind } from './messages';
import type { ColourTokens } from './shopper';

/** What a picture is for: it decides how large it may be and where it is kept. */
export type PictureUse = 'logo' | 'tier' | 'reward' | 'group';

/** What people edit, and the revision that a change is made on. Saving refuses with OUTDATED when it is another by now. */
export interface Held<Content> {
  content: Content;
  rev: number;
}

type Nothing = Record<string, never>;

export interface ShopLook {
  name: string;
  /** An accepted picture of the use `logo`. */
  logo: string | null;
  /** '#C53F2B': everything else is derived from it. */
  colour: string;
  points: { name: string; unit: string };
  hours: string;
  address: string;
  phone: string;
  service: { kind: 'wechat' } | { kind: 'wecom'; corpId: string; url: string } | null;
  /** `picture` is one of the use `group`. */
  group: { title: string; text: string; picture: string } | null;
  officialAccount: boolean;
}

/** How well one colour stands on another: WCAG contrast, hundredths (450: 4.5). */
export interface Contrast {
  what: 'button' | 'text' | 'chip';
  light: number;
  dark: number;
}

/** What is derived from a colour. `moved`: by day it is darker than it was chosen, or nothing on it could be read. */
export interface ColoursView {
  colour: string;
  light: ColourTokens;
  dark: ColourTokens;
  moved: boolean;
  contrasts: Contrast[];
}

export interface Paragraph {
  heading: string;
  text: string;
}

export interface ShopTexts {
  terms: Paragraph[];
  privacy: Paragraph[];
}

export interface TextsView extends Held<ShopTexts> {
  versions: { terms: string; privacy: string };
}

export type Modules = Record<ModuleName, boolean>;

/** A figure of what is out there now. `more`: there are at least so many. */
export interface Out {
  code:
    | 'signedYesterday'
    | 'toCollect'
    | 'toShip'
    | 'unpaid'
    | 'couponsOut'
    | 'friendsWaiting'
    | 'assistsRunning'
    | 'inviters'
    | 'toReview';
  count: number;
  more: boolean;
}

export interface ConsequencesView {
  module: ModuleName;
  on: boolean;
  out: Out[];
}

/** A value of a template's field: the name of a source, or words that are always the same. */
export type FieldValue = string | { text: string };

export interface MessageTemplate {
  kind: MessageKind;
  templateId: string;
  fields: Record<string, FieldValue>;
  page?: string;
}

export interface Notices {
  list: MessageTemplate[];
  quiet: { from: string; to: string };
  perDay: number;
  channels: { officialAccount: MessageTemplate[]; sms: MessageKind[] };
}

export interface NoticesView extends Held<Notices> {
  /** What a message of each kind can say, as the merchant calls it. */
  kinds: { kind: MessageKind; label: string; sources: { name: string; label: string }[] }[];
}

export interface Payment {
  trade: string;
  pay:
    | { adapter: 'none' }
    | { adapter: 'cloudPay'; subMchId: string }
    | { adapter: 'v3'; mchId: string; appId: string; notifyUrl: string };
  payWithinMinutes: number;
  tellShipping: boolean;
}

export interface PaymentView extends Held<Payment> {
  /** Every trade, and whether cloudPay is open to it. */
  trades: { code: string; cloudPay: boolean }[];
}

export interface CareLimits {
  alone: { owner: number; manager: number; operator: number };
  pointValue: { points: number; fen: number } | null;
}

/** One line of state for each page of settings. */
export interface ShopOverview {
  name: string;
  logo: string | null;
  colour: string;
  versions: { terms: string; privacy: string };
  modules: Modules;
  /** Kinds of messages that are sent. */
  messages: number;
  adapter: 'none' | 'cloudPay' | 'v3';
  alone: { owner: number; manager: number; operator: number };
}

export interface ShopActions {
  /**
   * Looks at an uploaded file by its content and keeps it: `file` of the answer may be saved as a picture of this use. Refuses with
   * PICTURE_UNREADABLE, PICTURE_TOO_LARGE or PICTURE_REFUSED.
   */
  'pictures.accept': [{ file: string; use: PictureUse }, { file: string; width: number; height: number }];
  'shop.overview': [Nothing, ShopOverview];
  'shop.look': [Nothing, Held<ShopLook>];
  'shop.saveLook': [Held<ShopLook>, Held<ShopLook>];
  'shop.colours': [{ colour: string }, ColoursView];
  'shop.texts': [Nothing, TextsView];
  /** A text that has changed gets a new version. */
  'shop.saveTexts': [Held<ShopTexts>, TextsView];
  'shop.modules': [Nothing, Held<Modules>];
  'modules.consequences': [{ module: ModuleName; on: boolean }, ConsequencesView];
  'modules.switch': [{ module: ModuleName; on: boolean; rev: number }, Held<Modules>];
  'shop.notices': [Nothing, NoticesView];
  /** Refuses with INVALID_INPUT; details say a sentence for each path that is wrong, `at list.0.fields.thing1`. */
  'shop.saveNotices': [Held<Notices>, NoticesView];
  'shop.payment': [Nothing, PaymentView];
  'shop.savePayment': [Held<Payment>, PaymentView];
  'shop.care': [Nothing, Held<CareLimits>];
  'shop.saveCare': [Held<CareLimits>, Held<CareLimits>];
}
