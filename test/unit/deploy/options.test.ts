import { describe, expect, it } from 'vitest';
import { readOptions, UsageError } from '../../../scripts/deploy/options';

describe('the command line', () => {
  it('never guesses the environment', () => {
    for (const args of [[], ['--dry-run'], ['--env', ''], ['--env', 'a b'], ['shop-1']])
      expect(() => readOptions(args)).toThrow(UsageError);
  });

  it('reads what is asked', () => {
    expect(readOptions(['--env', 'shop-1', '--only', 'http', '--dry-run'])).toMatchObject({
      env: 'shop-1',
      only: 'http',
      dryRun: true,
      yes: false,
      prune: false,
      upload: null,
    });
    expect(readOptions(['--env', 'shop-1', '--upload', '1.4.0', '--robot', '2'])).toMatchObject({
      upload: { version: '1.4.0', desc: '', robot: 2 },
    });
    expect(readOptions(['--help'])).toBe('help');
  });

  it.each([
    ['an unknown part', ['--only', 'storage']],
    ['a version that is none', ['--upload', '1.4']],
    ['a robot that is none', ['--upload', '1.4.0', '--robot', '31']],
    ['a note without a version', ['--desc', 'x']],
    ['a key that is none', ['--retire-field-key', 'a1']],
    ['a new key and an old one away at once', ['--rotate-field-key', '--retire-field-key', 'k1']],
    ['keys in a part that has none', ['--rotate-field-key', '--only', 'database']],
    ['an unknown word', ['--force']],
  ])('refuses %s', (_, args) => {
    expect(() => readOptions(['--env', 'shop-1', ...args])).toThrow(UsageError);
  });
});
