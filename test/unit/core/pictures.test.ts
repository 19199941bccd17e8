/** A picture is what its bytes are, from the first to the last. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKept } from '../../../cloudfunctions/core/pictures';
import { keptPath } from '../../../cloudfunctions/core/pictures/kept';
import { factsOf, seePicture } from '../../../cloudfunctions/core/pictures/rules';
import { pictureUses } from '../../../cloudfunctions/core/pictures/uses';
import { jpeg, png, webp } from '../../setup/pictures';

const HTML = Buffer.from('<html><script>alert(1)</script></html>');
const GIF = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([64, 1, 64, 1, 0, 0, 0, 0x3b])]);
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');

describe('what a file is', () => {
  test('is read from PNG, JPEG and every still WebP, with its true size', () => {
    expect(factsOf(png(320, 240))).toEqual({ format: 'png', width: 320, height: 240 });
    expect(factsOf(jpeg(640, 480))).toEqual({ format: 'jpg', width: 640, height: 480 });
    for (const kind of ['lossy', 'lossless', 'extended'] as const)
      expect(factsOf(webp(300, 200, kind)), kind).toEqual({ format: 'webp', width: 300, height: 200 });
  });

  test('is nothing we keep when it is HTML, SVG, GIF, empty, or only called a picture', () => {
    for (const bytes of [HTML, SVG, GIF, Buffer.alloc(0), Buffer.from('\x89PNG'), Buffer.alloc(4096)])
      expect(factsOf(bytes)).toBeNull();
  });

  test('is nothing we keep when something else hangs behind it or stands before it', () => {
    for (const whole of [png(200, 200), jpeg(200, 200), webp(200, 200)]) {
      expect(factsOf(Buffer.concat([whole, HTML]))).toBeNull();
      expect(factsOf(Buffer.concat([HTML, whole]))).toBeNull();
      expect(factsOf(Buffer.concat([GIF, whole]))).toBeNull();
    }
  });

  test('is nothing we keep when it moves', () => {
    expect(factsOf(png(200, 200, { between: [['acTL', Buffer.alloc(8)]] }))).toBeNull();
    expect(factsOf(webp(200, 200, 'moving'))).toBeNull();
  });

  test('cut anywhere it is no picture, and no bytes make the reader fail', () => {
    const whole = [png(200, 200), jpeg(200, 200), webp(200, 200, 'extended')];
    for (const bytes of whole)
      for (let at = 0; at < bytes.length; at += 1) expect(factsOf(bytes.subarray(0, at)), String(at)).toBeNull();
    const spoilt = fc.tuple(fc.constantFrom(...whole), fc.nat(), fc.uint8Array({ maxLength: 12 }));
    fc.assert(
      fc.property(spoilt, ([bytes, place, noise]) => {
        const copy = Buffer.from(bytes);
        copy.set(noise.subarray(0, Math.max(0, copy.length - (place % copy.length))), place % copy.length);
        const facts = factsOf(copy);
        expect(facts === null || facts.width > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a use', () => {
  const why = (bytes: Buffer, use: (typeof pictureUses)[number]) => {
    const seen = seePicture(bytes, use);
    return seen.ok ? 'fine' : `${seen.code} ${seen.details.why}`;
  };

  test('has its least and largest side, its shape and its weight', () => {
    expect(why(png(256, 256), 'tier')).toBe('fine');
    expect(why(png(127, 127), 'tier')).toBe('PICTURE_UNREADABLE small');
    expect(why(png(1025, 1025), 'tier')).toBe('PICTURE_TOO_LARGE pixels');
    expect(why(png(256, 400), 'tier')).toBe('PICTURE_UNREADABLE stretched');
    expect(why(png(400, 400, { level: 0 }), 'tier')).toBe('PICTURE_TOO_LARGE bytes');
    expect(why(png(400, 400, { level: 0 }), 'reward')).toBe('fine');
  });

  test('a picture that unfolds to millions of pixels is refused by its head, whatever its weight', () => {
    const bomb = png(60_000, 8);
    bomb.writeUInt32BE(60_000, 20);
    expect(bomb.length).toBeLessThan(10_000);
    for (const use of pictureUses) expect(why(bomb, use), use).toBe('PICTURE_TOO_LARGE pixels');
  });
});

describe('an id', () => {
  const digest = 'a'.repeat(64);

  test('is one of ours for the use it was accepted for', () => {
    for (const use of pictureUses) {
      const id = `cloud://env-1.6c6f-env/${keptPath(use, digest, 'png')}`;
      expect(pictureUses.filter((each) => isKept(id, each))).toEqual([use]);
    }
  });

  test('is none of ours from the place of arrival, with a path that climbs, another name or another scheme', () => {
    const forged = [
      `cloud://env.x/incoming/${digest}`,
      `cloud://env.x/shop/logo/../../avatars/${digest}.png`,
      `cloud://env.x/shop/logo/mine.png`,
      `cloud://env.x/shop/logo/${digest}.svg`,
      `cloud://env.x/other/shop/logo/${digest}.png`,
      `https://env.x/shop/logo/${digest}.png`,
      `cloud://env.x/shop/logo/${digest}.png\n`,
    ];
    for (const id of forged) expect(isKept(id, 'logo'), id).toBe(false);
  });
});
