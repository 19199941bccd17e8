/** What the local cloud's database costs a function, measured inside the function through wx-server-sdk. */
import type { Manifest } from '../../cloudfunctions/manifest/schema';
import { type Figure, median, once, rounded } from './figure';
import { type LocalCloud, startCloud, withBenchFunctions } from './local-cloud';
import { temporaryFolder } from './workplace';

const small = { name: 'ledger_small', rows: 1_000 };
const large = { name: 'ledger_large', rows: 1_000_000 };
/** Rows of one call; well within a function's time-out. */
const stride = 20_000;
const times = 400;

const rows = {
  acl: 'ADMINONLY' as const,
  indexes: [{ name: 'member_seq', keys: { memberId: 1 as const, seq: -1 as const } }],
};
const manifest: Manifest = { collections: { [small.name]: rows, [large.name]: rows }, functions: {} };

interface Times {
  pageSmall: number[];
  pageLarge: number[];
  docget: number[];
}

async function fill(cloud: LocalCloud, { name, rows: count }: typeof small): Promise<void> {
  for (let from = 0; from < count; from += stride) {
    await cloud.call(undefined, 'rows', { fill: name, from, to: Math.min(from + stride, count) });
  }
}

const measured = once(async () => {
  const cloud = await startCloud({
    functionsDir: withBenchFunctions(),
    manifest,
    dataDir: temporaryFolder('rows'),
    instances: 1,
  });
  try {
    const begun = performance.now();
    await fill(cloud, small);
    await fill(cloud, large);
    const fillSeconds = rounded((performance.now() - begun) / 1000, 0);
    console.error(`${large.rows} rows written in ${fillSeconds} s`);
    const measure = (count: number) => cloud.call<Times>(undefined, 'rows', { small, large, times: count });
    await measure(50); // warm
    return { ...(await measure(times)), fillSeconds };
  } finally {
    await cloud.close();
  }
});

export const figures: Figure[] = [
  {
    name: 'cloud.index.ratio',
    unit: 'ratio',
    limit: { atMost: 3 },
    async measure() {
      const { pageSmall, pageLarge, fillSeconds } = await measured();
      const [inSmall, inLarge] = [median(pageSmall), median(pageLarge)];
      return {
        value: rounded(inLarge / inSmall, 2),
        note: `20 rows by (memberId, seq desc), p50 of ${times} reads: ${rounded(inLarge, 2)} ms among 1,000,000, ${rounded(inSmall, 2)} ms among 1,000; loaded in ${fillSeconds} s`,
      };
    },
  },
  {
    name: 'cloud.docget.ms',
    unit: 'ms',
    async measure() {
      const { docget } = await measured();
      return {
        value: rounded(median(docget), 2),
        note: `p50 of ${times} doc().get() among 1,000,000, inside a function`,
      };
    },
  },
];
