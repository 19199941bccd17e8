/** The shop itself: pictures, looks, texts, modules, messages, payment. */
import * as v from 'valibot';
import type { ShopActions } from '../../typings/api/shop';
import { acceptPicture, pictureUses } from '../core/pictures';
import { fetchFile, keepFile, removeFile } from '../platform/files';
import { checkPicture } from '../platform/picture-check';
import type { Action } from '../platform/router';
import { command } from './duty';

/** Only what was uploaded to be looked at; an id of another environment leads nowhere. */
const incoming = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^cloud:\/\/[A-Za-z0-9.-]{1,128}\/incoming\/[A-Za-z0-9_-]{1,64}$/),
);
const picture = v.strictObject({ file: incoming, use: v.picklist(pictureUses) });

export const shopActions: Record<keyof ShopActions, Action> = {
  'pictures.accept': command(
    'pictures.accept',
    picture,
    (_env, _staff, input) => acceptPicture(input, { fetchFile, keepFile, removeFile, checkPicture }),
    ({ use }, { file }) => ({ subject: file.slice(file.lastIndexOf('/') + 1), name: '', facts: { use } }),
  ),
};
