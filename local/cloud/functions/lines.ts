import type { Readable } from 'node:stream';
import { LINE_MARK } from './messages';

/**
 * What an instance prints, line by line, with the request it was printed for. Lines of Node itself, about a crash for
 * example, carry no mark.
 */
export function readLines(stream: Readable, say: (line: string, requestId: string | undefined) => void): void {
  let rest = '';
  const read = (line: string) => {
    const marked = line.startsWith(LINE_MARK) ? line.indexOf(LINE_MARK, 1) : -1;
    say(line.slice(marked + 1), marked > 0 ? line.slice(1, marked) : undefined);
  };
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(read);
  });
  stream.on('end', () => {
    if (rest) read(rest);
  });
}
