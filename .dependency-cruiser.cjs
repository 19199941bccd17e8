/** Who may import whom: docs/architecture.md. Run by scripts/check/imports.ts; the comments are what it prints. */

const value = { dependencyTypesNot: ['type-only'] };

/**
 * Files of a core folder that hold rules alone: no I/O, no platform, the clock is an argument.
 * A new file of rules either is called rules.ts or joins this list.
 */
const rules = [
  'rules',
  'moments',
  'window',
  'debt',
  'lots',
  'outlook',
  'chain',
  'claw',
  'expiry',
  'trim',
  'posting',
  'due',
  'notices',
  'streak',
  'makeup',
  'calendar',
  'strip',
  'guide',
  'days',
  'zone',
  'number',
  'code',
  'newborn',
  'member-view',
  'palette',
  'defaults',
  // earning
  'argument',
  'earning',
  'evaluate',
  'form',
  'kind',
  'occurrence',
  'phrase',
  // programme
  'banner',
  'check',
  'deduction-problems',
  'earning-problems',
  'changes',
  'labels',
  'outline',
  'points-problems',
  'referral-problems',
  'referral-guide',
  'repeated',
  'shape-problems',
  'stored',
  'tier-problems',
  // check-in
  'terms',
  // campaigns
  'month',
  // orders
  'explain',
  'known',
  'target',
  'preview',
  // quotes
  'points-off',
  'coupons-off',
  'quote',
  'fold',
  'standing',
  'ladder',
  'turn',
  'turns',
  'warnings',
  'clockwork',
  // coupons
  'granter',
  'discount',
  'stacking',
  'why-not',
  'terms-view',
  // rewards
  'price',
  'bars',
  'looker',
  'card',
  'birth',
  // poster
  'scene',
  // reports
  'measures',
  'slots',
  'activity',
  'figures',
  // inviting, referrals
  'judge',
  'stages',
  'reward-posting',
  'friend-view',
  // staffing, counter
  'duties',
  'recognise',
  // messaging, outbox
  'kinds',
  'formats',
  'content',
  'messages',
  'notice',
  'plan',
  'quiet',
  // points
  'cursor',
  'weave',
  // sealing
  'texts',
  // lab
  'worth',
  'replay',
  'sums',
  'ranking',
  'worst',
  'worst-cases',
  'notes',
];
const pure = `^cloudfunctions/core/[^/]+/(${rules.join('|')})\\.ts$`;

const core = '^cloudfunctions/core/';
const entries = '^cloudfunctions/(?!core/|platform/|manifest/)[^/]+/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Modules that import each other in a circle have no order in which to be read or loaded.',
      from: {},
      to: { circular: true, viaOnly: value },
    },
    {
      name: 'platform-is-the-bottom',
      severity: 'error',
      comment: 'Entries use core, core uses platform, never the other way round.',
      from: { path: '^cloudfunctions/platform/' },
      to: { path: [core, entries] },
    },
    {
      name: 'core-knows-no-entry',
      severity: 'error',
      comment: 'Entries use core, core uses platform, never the other way round.',
      from: { path: core },
      to: { path: entries },
    },
    {
      name: 'entries-do-not-meet',
      severity: 'error',
      comment: 'Each entry is a cloud function of its own; what two of them share belongs to core or platform.',
      from: { path: '^cloudfunctions/((?!core/|platform/|manifest/)[^/]+)/' },
      to: { path: entries, pathNot: '^cloudfunctions/$1/' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'Rules are pure functions: they import no platform; the clock is an argument.',
      from: { path: pure },
      to: { path: '^cloudfunctions/platform/', ...value },
    },
    {
      name: 'core-meets-through-index',
      severity: 'error',
      comment: "Core folders meet only through each other's index.ts.",
      from: { path: '^cloudfunctions/core/([^/]+)/' },
      to: {
        path: '^cloudfunctions/core/[^/]+/',
        pathNot: ['^cloudfunctions/core/$1/', '^cloudfunctions/core/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'entries-use-index',
      severity: 'error',
      comment: 'An entry uses a core folder through its index.ts.',
      from: { path: entries },
      to: { path: '^cloudfunctions/core/[^/]+/', pathNot: '^cloudfunctions/core/[^/]+/index\\.ts$' },
    },
    {
      name: 'sdk-in-platform-only',
      severity: 'error',
      comment: 'Only platform talks to wx-server-sdk; round trips are counted there.',
      from: { path: [core, entries] },
      to: { path: 'wx-server-sdk' },
    },
    {
      name: 'cloud-takes-only-types',
      severity: 'error',
      comment: 'The contract in typings/ has types alone: use `import type`.',
      from: { path: '^cloudfunctions/' },
      to: { path: '^typings/', ...value },
    },
    {
      name: 'cloud-stands-alone',
      severity: 'error',
      comment: 'The product never imports what only helps a developer, nor the phone.',
      from: { path: '^cloudfunctions/' },
      to: { path: '^(local|scripts|test|miniprogram)/' },
    },
    {
      name: 'phone-stands-alone',
      severity: 'error',
      comment: 'The mini-program imports nothing of the cloud functions, not even types: those come from typings/.',
      from: { path: '^miniprogram/' },
      to: { path: '^(local|scripts|test|cloudfunctions|dist)/' },
    },
    {
      name: 'phone-takes-only-types',
      severity: 'error',
      comment:
        'The contract in typings/ has types alone: use `import type`, or the phone dies on a require that leads nowhere.',
      from: { path: '^miniprogram/' },
      to: { path: '^typings/', ...value },
    },
    {
      name: 'typings-import-nothing',
      severity: 'error',
      comment: 'The contract stands alone.',
      from: { path: '^typings/' },
      to: { pathNot: '^typings/' },
    },
    {
      name: 'local-knows-the-manifest-alone',
      severity: 'error',
      comment: 'The local WeChat runs any mini-program: of ours it may know the shape of the manifest, nothing else.',
      from: { path: '^local/(cloud|phone)/' },
      to: { path: '^(cloudfunctions|miniprogram|test)/', pathNot: '^cloudfunctions/manifest/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|miniprogram_npm|dist|fixtures)/.+/(?=.*\\.(js|ts)$).*$' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.d.ts', '.js', '.cjs', '.mjs', '.json'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
