import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { type Api, fine, refused } from './api';

/** Words that stand for everything WeChat would find: any text with one of them is risky here. docs/local.md lists them. */
export const RISKY_WORDS = ['违禁', '赌博', '色情'];
const RISKY_LABEL = 21000;
const PASS_LABEL = 100;

const Version2 = v.object({
  version: v.literal(2),
  openid: v.pipe(v.string(), v.nonEmpty()),
  /** 1 profile, 2 comment, 3 forum, 4 social log */
  scene: v.picklist([1, 2, 3, 4]),
  content: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2500)),
});
const Version1 = v.object({ content: v.pipe(v.string(), v.nonEmpty()) });

/**
 * Version 2 answers errcode 0 and says in `result.suggest` what it found; version 1 refuses a risky text with 87014
 * (developers.weixin.qq.com, msgSecCheck).
 */
export const msgSecCheck: Api = async (args) => {
  const second = 'version' in args;
  const parsed = v.safeParse(second ? Version2 : Version1, args);
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0]) ?? '';
    return field === 'openid' ? refused(40003, 'invalid openid') : refused(47001, `data format error: ${field}`);
  }
  const { content } = parsed.output;
  const found = RISKY_WORDS.find((word) => content.includes(word));
  if (!second) return found ? refused(87014, 'risky content') : fine();
  const suggest = found ? 'risky' : 'pass';
  const label = found ? RISKY_LABEL : PASS_LABEL;
  return fine({
    result: { suggest, label },
    detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
    trace_id: randomUUID(),
  });
};

/** A picture as a form's part: bytes. */
const PICTURE_MAX = 1024 * 1024;
const Picture = v.object({ media: v.instance(Uint8Array) });

/**
 * Refuses a risky picture with 87014, a missing one with 41005, one above 1 MB with 40006 (developers.weixin.qq.com, imgSecCheck). Here a
 * picture is risky when its bytes hold one of the words above, as a comment of a file does.
 */
export const imgSecCheck: Api = async (args) => {
  const parsed = v.safeParse(Picture, args);
  if (!parsed.success || parsed.output.media.length === 0) return refused(41005, 'media data missing');
  const bytes = Buffer.from(parsed.output.media);
  if (bytes.length > PICTURE_MAX) return refused(40006, 'invalid file size');
  return RISKY_WORDS.some((word) => bytes.includes(word)) ? refused(87014, 'risky content') : fine();
};
