/** The shop itself: pictures, looks, texts, modules, messages, payment. */
import * as v from 'valibot';
import type { ShopActions } from '../../typings/api/shop';
import { acceptPicture, pictureUses } from '../core/pictures';
import { coloursView, lookSchema, textsSchema } from '../core/shop';
import {
  consequences,
  saveCare,
  saveLook,
  saveNotices,
  savePayment,
  saveTexts,
  shopCare,
  shopLook,
  shopModules,
  shopNotices,
  shopOverview,
  shopPayment,
  shopTexts,
  switchModule,
} from '../core/shopkeeping';
import { fetchFile, keepFile, removeFile } from '../platform/files';
import { checkPicture } from '../platform/picture-check';
import { accept } from '../platform/refusal';
import type { Action } from '../platform/router';
import { command, question } from './duty';
import { nothing } from './payloads';

/** Only what was uploaded to be looked at; an id of another environment leads nowhere. */
const incoming = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^cloud:\/\/[A-Za-z0-9.-]{1,128}\/incoming\/[A-Za-z0-9_-]{1,64}$/),
);
const picture = v.strictObject({ file: incoming, use: v.picklist(pictureUses) });

const rev = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const colour = v.strictObject({ colour: v.pipe(v.string(), v.regex(/^#[0-9A-Fa-f]{6}$/)) });
const module = v.picklist(['checkin', 'mall', 'coupons', 'invite']);
const asking = v.strictObject({ module, on: v.boolean() });
const switching = v.strictObject({ module, on: v.boolean(), rev });
const look = v.strictObject({ content: lookSchema, rev });
const texts = v.strictObject({ content: textsSchema, rev });
/** Held to its own rules where it is saved, which say what is wrong at which place. */
const held = <Content>() =>
  v.strictObject({ content: v.custom<Content>((value) => typeof value === 'object' && value !== null), rev });
const notices = held<ShopActions['shop.saveNotices'][0]['content']>();
const payment = held<ShopActions['shop.savePayment'][0]['content']>();
const care = held<ShopActions['shop.saveCare'][0]['content']>();

/** What the trail says of a change of the shop as a whole. */
const changed = (facts: Record<string, string | number>) => ({ subject: null, name: '', facts });

export const shopActions: Record<keyof ShopActions, Action> = {
  'pictures.accept': command(
    'pictures.accept',
    picture,
    (_env, _staff, input) => acceptPicture(input, { fetchFile, keepFile, removeFile, checkPicture }),
    ({ use }, { file }) => ({ subject: file.slice(file.lastIndexOf('/') + 1), name: '', facts: { use } }),
  ),
  'shop.overview': question('shop.overview', nothing, async (env) => accept(await shopOverview(env))),
  'shop.look': question('shop.look', nothing, shopLook),
  'shop.saveLook': command(
    'shop.saveLook',
    look,
    (env, { _id }, input) => saveLook(env, input, _id),
    ({ content: { name, colour } }, { rev: now }) => changed({ name, colour, rev: now }),
  ),
  'shop.colours': question('shop.colours', colour, async (_env, _staff, input) => accept(coloursView(input.colour))),
  'shop.texts': question('shop.texts', nothing, shopTexts),
  'shop.saveTexts': command(
    'shop.saveTexts',
    texts,
    (env, { _id }, input) => saveTexts(env, input, _id),
    (_, { rev: now, versions }) => changed({ ...versions, rev: now }),
  ),
  'shop.modules': question('shop.modules', nothing, shopModules),
  'modules.consequences': question('modules.consequences', asking, async (env, _staff, input) =>
    accept(await consequences(env, input)),
  ),
  'modules.switch': command(
    'modules.switch',
    switching,
    (env, { _id }, input) => switchModule(env, input, _id),
    ({ module: name, on }, { rev: now }) => changed({ module: name, on: on ? 1 : 0, rev: now }),
  ),
  'shop.notices': question('shop.notices', nothing, shopNotices),
  'shop.saveNotices': command(
    'shop.saveNotices',
    notices,
    (env, { _id }, input) => saveNotices(env, input, _id),
    (_, { content, rev: now }) => changed({ kinds: content.list.map(({ kind }) => kind).join(' '), rev: now }),
  ),
  'shop.payment': question('shop.payment', nothing, shopPayment),
  'shop.savePayment': command(
    'shop.savePayment',
    payment,
    (env, { _id }, input) => savePayment(env, input, _id),
    (_, { content, rev: now }) => changed({ adapter: content.pay.adapter, trade: content.trade, rev: now }),
  ),
  'shop.care': question('shop.care', nothing, shopCare),
  'shop.saveCare': command(
    'shop.saveCare',
    care,
    (env, { _id }, input) => saveCare(env, input, _id),
    (_, { content, rev: now }) => changed({ ...content.alone, rev: now }),
  ),
};
