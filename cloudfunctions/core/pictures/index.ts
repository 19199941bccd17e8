export { acceptPicture } from './accept';
export { isKept } from './kept';
export { type PictureUse, pictureUses } from './uses';
