import { expect, test } from 'vitest';
import { readCommand, UsageError } from '../../../local/phone/command';
import { place } from './place';

const root = place({ 'app.json': '{}' });

test('without options the phone runs this project on port 3000', () => {
  expect(readCommand([])).toEqual({ root: 'miniprogram', port: 3000, dataDir: '.data' });
});

test('any folder with an app.json runs, with its functions when they are named', () => {
  expect(readCommand(['--root', root, '--port', '0', '--functions', root, '--data', 'd'])).toEqual({
    root,
    port: 0,
    functionsDir: root,
    dataDir: 'd',
  });
});

test('a slip on the command line is told in one sentence', () => {
  const slip = (...args: string[]) => expect(() => readCommand(args));
  slip('--root', `${root}/none`).toThrow(UsageError);
  slip('--root', root, '--port', '80x').toThrow('--port is a whole number from 0 to 65535, not "80x"');
  slip('--root', root, '--port', '70000').toThrow(UsageError);
  slip('--root', root, '--functions', `${root}/none`).toThrow('is not a folder');
  slip('--bogus').toThrow(UsageError);
});
