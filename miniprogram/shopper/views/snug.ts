/**
 * Sentences leave a space for the figure of a gift: 得 50 分. Where the gift begins with a coupon, 得「新客券」 stands close.
 * @param said a sentence, or plain data with sentences, as setData takes it
 */
export function snug<Said>(said: Said): Said {
  return JSON.parse(JSON.stringify(said).replace(/ (?=\u300c)/g, '')) as Said;
}
