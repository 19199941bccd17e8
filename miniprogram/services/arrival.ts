import type { InvitedBy } from '../../typings/api/friends';

/** What a card, a post or a mini-program code says of who sent it. */
export interface Arrival {
  /** '' without an invitation. */
  code: string;
  /** Help that is asked for; '' without. */
  assist: string;
  by: InvitedBy;
}

/** Letters that are told apart when read aloud: without 0, 1, I, L and O. */
const CODE = /^[2-9A-HJKMNP-Z]{8}$/;
const ASSIST = /^[0-9A-Za-z:_-]{1,64}$/;

/** Scenes by WeChat's list (developers.weixin.qq.com, 场景值): what is known by them is not taken from the path. */
const BY_SCENE: Record<number, InvitedBy> = {
  1008: 'group',
  1044: 'group',
  1154: 'moments',
  1155: 'moments',
  1047: 'code',
  1048: 'code',
  1049: 'code',
};

/** Small letters, blanks and hyphens of a code that somebody typed are forgiven; '' for what cannot be one. */
export function inviteCodeIn(text: string): string {
  const code = text.toUpperCase().replace(/[\s-]/g, '');
  return CODE.test(code) ? code : '';
}

/** @param query of the page; a mini-program code has everything in `scene`, as `i=CODE`, and WeChat encodes it */
export function arrivalOf(query: Record<string, string | undefined>, scene: number): Arrival {
  const coded = query.scene === undefined ? {} : parts(query.scene);
  const by = query.scene === undefined ? (BY_SCENE[scene] ?? told(query.by)) : 'code';
  const { i = '', a = '' } = { ...query, ...coded };
  return { code: inviteCodeIn(i), assist: ASSIST.test(a) ? a : '', by };
}

function told(by: string | undefined): InvitedBy {
  return by === 'group' || by === 'moments' ? by : 'card';
}

function parts(scene: string): Record<string, string> {
  let text = scene;
  try {
    text = decodeURIComponent(scene);
  } catch (error) {
    console.info('no scene of ours', String(error));
  }
  const pairs = text.split('&').map((pair) => pair.split('='));
  return pairs.reduce<Record<string, string>>((all, [name = '', value = '']) => {
    all[name] = value;
    return all;
  }, {});
}
