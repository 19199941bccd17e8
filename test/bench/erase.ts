/** What is left of somebody who has used everything and has gone, in a shop of others who have not. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rich } from '../integration/shop/mall';
import { openShop } from '../integration/shop/shop';
import { wrongInBooks } from '../setup/books';
import { control, furnish, LEAVER, leave, TRACES, useEverything } from '../setup/leaver';
import { leftovers } from '../setup/leftovers';
import type { Figure } from './figure';

const OTHERS = 40;

export const figures: Figure[] = [
  {
    name: 'erase.leftovers',
    unit: 'places',
    limit: { exactly: 0 },
    async measure() {
      const dataDir = mkdtempSync(join(tmpdir(), 'huitouke-erase-'));
      const shop = await openShop(2, dataDir);
      try {
        await furnish(shop);
        for (let n = 0; n < OTHERS; n += 1) await rich(shop, `other${n}`);
        await useEverything(shop);
        await leave(shop);
        const wrong = await wrongInBooks(shop.origin);
        await control(shop, '/local/people/forget', { as: LEAVER });
        await shop.stop();
        const found = await leftovers(dataDir, shop.output(), TRACES);
        const traces = Object.keys(TRACES).join(', ');
        const note = `${traces} of one member beside ${OTHERS} others, in documents, files, logs and the cloud's own memory`;
        const left = found.map(({ what, where, times }) => `${what} ${times} times in ${where}`);
        return { value: found.length, note, wrong: [...wrong, ...left] };
      } finally {
        await shop.close();
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
  },
];
