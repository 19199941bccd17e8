/** Points called as the shop calls them, on all pages of the staff. */
import { describe, expect, test } from 'vitest';
import { guideHans } from '../../miniprogram/admin/words/guide/zh-Hans';
import { named as inAdmin } from '../../miniprogram/admin/words/naming';
import { adminHans } from '../../miniprogram/admin/words/zh-Hans';
import { named as inOffice } from '../../miniprogram/office/words/naming';
import { programmeHans } from '../../miniprogram/office/words/programme/zh-Hans';

const PLAIN = '积分';

/** Every sentence that is written, and every one that needs nothing to be said. */
function sentences(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(sentences) : [];
}

describe.each([
  ['admin', inAdmin],
  ['office', inOffice],
])('the words of %s', (_, named) => {
  test.each([adminHans, programmeHans])('never say the plain word where the shop has its own', (words) => {
    expect(sentences(words).some((text) => text.includes(PLAIN))).toBe(true);
    expect(sentences(named(words as object, PLAIN, '星星')).filter((text) => text.includes(PLAIN))).toEqual([]);
  });

  test('are the same where the shop says the plain word, or is not known yet', () => {
    expect(named(adminHans, PLAIN, PLAIN)).toBe(adminHans);
    expect(named(adminHans, PLAIN, '')).toBe(adminHans);
  });

  test('leave alone what they are told: a gift keeps its name, and a name is not renamed', () => {
    const words = named({ given: (what: string) => `送积分和「${what}」` }, PLAIN, '金积分');
    expect(words.given('积分专享杯')).toBe('送金积分和「积分专享杯」');
    expect(words.given('金积分杯')).toBe('送金积分和「金积分杯」');
  });

  test('are renamed in lists of steps too', () => {
    const { chapters } = named(guideHans, PLAIN, '星星');
    const facts = { points: '星星', undoMinutes: '30', dayAmount: '', daySales: '', misses: '', alone: '', value: '' };
    const steps = Object.values(chapters).flatMap(({ steps: each }) => each(facts));
    expect(steps.filter((step) => step.includes(PLAIN))).toEqual([]);
  });
});
