import { LINE_MARK } from '../messages';

let current = '-';

export function outputBelongsTo(requestId: string): void {
  current = requestId;
}

/** Marks every line a function prints with the request it was printed for. Pipes are synchronous, so a crash loses none. */
export function installOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const plain = stream.write.bind(stream) as (text: string | Uint8Array, ...rest: unknown[]) => boolean;
    stream.write = ((text: string | Uint8Array, ...rest: unknown[]) => {
      const lines = typeof text === 'string' ? text : Buffer.from(text).toString();
      const body = lines.endsWith('\n') ? lines.slice(0, -1) : lines;
      return plain(
        `${LINE_MARK}${current}${LINE_MARK}${body.replaceAll('\n', `\n${LINE_MARK}${current}${LINE_MARK}`)}\n`,
        ...rest,
      );
    }) as typeof stream.write;
  }
}
