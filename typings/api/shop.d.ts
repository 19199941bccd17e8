/** Contract of the function `staff`, the shop itself: what it is called, how it looks, its texts, modules, messages, payment; pictures. */

/** What a picture is for: it decides how large it may be and where it is kept. */
export type PictureUse = 'logo' | 'tier' | 'reward' | 'group';

export interface ShopActions {
  /** Looks at an uploaded file by its content and keeps it: `file` of the answer may be saved as a picture of this use. */
  'pictures.accept': [{ file: string; use: PictureUse }, { file: string; width: number; height: number }];
}
