/** `npm run phone -- --root DIR --port N [--functions DIR] [--data DIR]` */
import { parseArgs } from 'node:util';
import { endWithNpm } from '../npm-end';
import { openPhone } from './server/index';

endWithNpm();

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: 'miniprogram' },
    port: { type: 'string', default: '3000' },
    functions: { type: 'string' },
    data: { type: 'string', default: '.data' },
  },
});

async function openFunctions(functionsDir: string, dataDir: string) {
  const { openCloud } = await import('../cloud/index');
  return openCloud({ functionsDir, dataDir, log: console.log });
}

const cloud = values.functions === undefined ? undefined : await openFunctions(values.functions, values.data);
const phone = await openPhone({
  root: values.root,
  port: Number(values.port),
  ...(cloud === undefined ? {} : { cloud }),
  log: console.log,
});
console.log(`ready ${phone.origin}/`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    phone.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}
