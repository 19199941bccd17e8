/** Style-sheet rules that stylelint has no words for. Each answers one sentence per place. */
import stylelint from 'stylelint';

/** A stylelint rule from a function that walks the sheet and tells what it finds. */
function law(name, walk) {
  const ruleName = `huitouke/${name}`;
  const rule = (primary) => (sheet, result) => {
    if (!primary) return;
    walk(sheet, (node, message) => stylelint.utils.report({ ruleName, result, node, message, word: '' }));
  };
  rule.ruleName = ruleName;
  rule.messages = {};
  return stylelint.createPlugin(ruleName, rule);
}

/** WeChat rounds every rpx length down to whole pixels: 1rpx is nothing, 25rpx is 12 px on a 375 wide phone. */
export const rpx = law('rpx', (sheet, say) => {
  const judge = (node, value) => {
    for (const [text, size] of value.matchAll(/(?<![\w#.])(-?[\d.]+)rpx\b/g)) {
      if (Number(size) % 2 !== 0) say(node, `${text}: WeChat rounds rpx down to whole pixels; use even numbers from 2`);
    }
  };
  sheet.walkDecls((declaration) => judge(declaration, declaration.value));
  sheet.walkAtRules((rule) => judge(rule, rule.params));
});

/** `gap` in a flex box came with Chrome 84 and iOS 14.5; beside margins it would count twice on newer phones. */
export const flexGap = law('flex-gap', (sheet, say) => {
  sheet.walkDecls(/^(gap|row-gap|column-gap|grid-gap)$/, (declaration) => {
    const grid = declaration.parent?.some(
      (node) => node.type === 'decl' && node.prop === 'display' && /^(inline-)?grid$/.test(node.value),
    );
    if (!grid) say(declaration, `${declaration.prop}: only beside display: grid; in a flex box write margins`);
  });
});

const prefixed = /^(mask(-\w+)*|backdrop-filter|user-select|appearance|line-clamp|box-decoration-break)$/;

export const prefixes = law('prefixes', (sheet, say) => {
  sheet.walkDecls(prefixed, (declaration) => {
    const twin = `-webkit-${declaration.prop}`;
    const there = declaration.parent?.some((node) => node.type === 'decl' && node.prop === twin);
    if (!there) say(declaration, `${declaration.prop}: phones of 2019 know it as ${twin} only; write both`);
  });
});

/** Property, value, and what to write instead. */
const newer = [
  [/^overflow(-[xy])?$/, /\bclip\b/, 'hidden'],
  [/^overflow-wrap$/, /\banywhere\b/, 'break-word'],
  [/^grid-template/, /\b(subgrid|masonry)\b/, 'own tracks'],
  [/^(justify|align)-(content|items|self)$/, /^(start|end|left|right)$/, 'flex-start or flex-end'],
  [/^display$/, /\s/, 'one keyword'],
  [/^(min-|max-)?(width|height)$/, /\bstretch\b/, '100%'],
];

export const newerSyntax = law('newer-syntax', (sheet, say) => {
  sheet.walkDecls((declaration) => {
    for (const [property, value, instead] of newer) {
      if (property.test(declaration.prop) && value.test(declaration.value)) {
        say(
          declaration,
          `${declaration.prop}: ${declaration.value} is newer than iOS 13 and Chrome 78; write ${instead}`,
        );
      }
    }
  });
  sheet.walkAtRules('media', (rule) => {
    if (/[<>]/.test(rule.params))
      say(rule, '@media with < or > is newer than iOS 13 and Chrome 78; write min-width, max-width');
  });
  sheet.walkRules((rule) => {
    if (/:not\([^()]*,/.test(rule.selector))
      say(rule, ':not() with a list is newer than Chrome 78; write :not(a):not(b)');
  });
});

export const localUrl = law('local-url', (sheet, say) => {
  sheet.walkDecls((declaration) => {
    for (const [text, address] of declaration.value.matchAll(/url\(\s*["']?([^"')]*)/g)) {
      if (!/^(data:|https:)/.test(address))
        say(declaration, `${text}): WeChat refuses local files in style sheets; use a data: URI`);
    }
  });
});

/** Literals of colour; in a mask a colour is only how opaque it is, so there it may stand. */
export const colours = law('colours', (sheet, say) => {
  sheet.walkDecls((declaration) => {
    if (/^(-webkit-)?mask/.test(declaration.prop)) return;
    const bare = declaration.value.replace(/url\([^)]*\)/g, '');
    const literal = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(/i.exec(bare);
    if (literal) say(declaration, `${literal[0]}: colours come from styles/tokens.wxss`);
  });
});
