/** `npm run messages -- show | check | set` */
import { command } from './command';

const said = {
  out: (text: string) => process.stdout.write(`${text}\n`),
  err: (text: string) => process.stderr.write(`${text}\n`),
};

process.exit(await command(process.argv.slice(2), said));
