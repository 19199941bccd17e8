/**
 * Style sheets within what a phone of 2019 draws: iOS 13 and Chrome 78 (the WebView of WeChat on Android).
 * WeChat's compiler lets newer CSS through and the phone then drops the line, or the whole rule, in silence.
 * First versions are those of caniuse.com. Run by scripts/check/wxss.ts, which adds the rules for components.
 */
import * as laws from './scripts/check/style-laws.mjs';

const because = (what) => ({ message: (name) => `${name}: ${what}` });
const tooNew = because('newer than iOS 13 and Chrome 78');

/** WeChat: in a component's style sheet only class selectors are reliable. */
export const components = {
  'selector-max-type': [0, { message: 'a component is styled by class selectors only: no element names' }],
  'selector-max-id': [0, { message: 'a component is styled by class selectors only: no #id' }],
  'selector-max-attribute': [0, { message: 'a component is styled by class selectors only: no [attribute]' }],
  'selector-max-universal': [0, { message: 'a component is styled by class selectors only: no *' }],
};

export default {
  plugins: Object.values(laws),
  rules: {
    'block-no-empty': true,
    'declaration-block-no-duplicate-properties': [true, { ignore: ['consecutive-duplicates-with-different-values'] }],
    'property-no-unknown': true,
    'unit-no-unknown': [true, { ignoreUnits: ['rpx'] }],
    'at-rule-disallowed-list': [
      ['container', 'layer', 'property', 'scope', 'starting-style', 'view-transition', 'counter-style'],
      tooNew,
    ],
    'property-disallowed-list': [
      [
        '/^inset/',
        'aspect-ratio',
        '/^container/',
        '/^(translate|rotate|scale)$/',
        '/^(margin|padding)-(inline|block)$/',
        '/^border-(start|end)-/',
        'accent-color',
        'content-visibility',
        'text-wrap',
        'color-scheme',
        'field-sizing',
        'view-transition-name',
        '/^text-underline-offset$/',
        '/^text-decoration-thickness$/',
        'scrollbar-gutter',
        'overflow-clip-margin',
        '/^animation-(timeline|composition)$/',
        'offset',
      ],
      tooNew,
    ],
    'selector-pseudo-class-disallowed-list': [
      [
        'has',
        'is',
        'where',
        'focus-visible',
        'dir',
        'user-valid',
        'user-invalid',
        'modal',
        'any-link',
        'open',
        'state',
      ],
      tooNew,
    ],
    'selector-pseudo-element-disallowed-list': [['marker', 'backdrop', 'view-transition'], tooNew],
    'unit-disallowed-list': [
      [
        'dvh',
        'dvw',
        'svh',
        'svw',
        'lvh',
        'lvw',
        'dvmin',
        'dvmax',
        'cqw',
        'cqh',
        'cqi',
        'cqb',
        'cqmin',
        'cqmax',
        'vi',
        'vb',
        'lh',
        'rlh',
        'cap',
        'ic',
      ],
      tooNew,
    ],
    'function-disallowed-list': [
      [
        'color-mix',
        'color',
        'oklch',
        'oklab',
        'lch',
        'lab',
        'hwb',
        'light-dark',
        'min',
        'max',
        'clamp',
        'round',
        'mod',
        'rem',
        'sin',
        'cos',
        'tan',
        'atan',
        'atan2',
        'pow',
        'sqrt',
        'hypot',
        'abs',
        'sign',
        'linear',
        'image-set',
        'anchor',
      ],
      tooNew,
    ],
    'max-nesting-depth': [
      0,
      { ignoreAtRules: ['media', 'supports'], message: 'nested rules are newer than iOS 13 and Chrome 78' },
    ],
    'selector-disallowed-list': [['/&/'], { message: 'nested rules are newer than iOS 13 and Chrome 78' }],
    'huitouke/rpx': true,
    'huitouke/flex-gap': true,
    'huitouke/prefixes': true,
    'huitouke/newer-syntax': true,
    'huitouke/local-url': true,
    'huitouke/colours': true,
    'color-named': [
      'never',
      { ignoreProperties: [/mask/], message: (name) => `${name}: colours come from styles/tokens.wxss` },
    ],
  },
};
