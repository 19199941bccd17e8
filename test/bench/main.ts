/**
 * `npm run bench [-- prefix…]`: measures the promised figures, all or those whose names begin with a prefix. One JSON
 * object a line on stdout, progress on stderr; exit 1 when a bound is broken or a figure could not be measured.
 */
import { figures as backup } from './backup';
import { figures as calls } from './calls';
import { figures as checkin } from './checkin';
import { figures as cloud } from './cloud';
import { figures as coldstart } from './coldstart';
import { figures as coupons } from './coupons';
import { figures as deploy } from './deploy';
import { figures as erase } from './erase';
import { figures as expiry } from './expiry';
import { figures as faults } from './faults';
import { bound, holds, type Measured } from './figure';
import { figures as flash } from './flash';
import { figures as fuzz } from './fuzz';
import { figures as home } from './home';
import { figures as lab } from './lab';
import { figures as mall } from './mall';
import { figures as messages } from './messages';
import { figures as orders } from './orders';
import { figures as packages } from './package';
import { figures as partner } from './partner';
import { figures as pay } from './pay';
import { figures as phone } from './phone';
import { figures as poster } from './poster';
import { figures as referral } from './referral';
import { figures as reports } from './reports';
import { figures as roles } from './roles';
import { figures as rulesEvaluate } from './rules-evaluate';
import { figures as transfer } from './transfer';

const all = [
  ...packages,
  ...coldstart,
  ...checkin,
  ...home,
  ...coupons,
  ...mall,
  ...lab,
  ...partner,
  ...messages,
  ...pay,
  ...phone,
  ...poster,
  ...cloud,
  ...rulesEvaluate,
  ...orders,
  ...referral,
  ...reports,
  ...transfer,
  ...expiry,
  ...erase,
  ...faults,
  ...flash,
  ...roles,
  ...fuzz,
  ...deploy,
  ...calls,
  ...backup,
];

const prefixes = process.argv.slice(2);
const wanted = (name: string) => prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix));
const figures = all.filter(({ name }) => wanted(name));
if (figures.length === 0) {
  console.error(`no figure begins with ${prefixes.join(' or ')}; there are ${all.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

let broken = 0;
for (const figure of figures) {
  const begun = performance.now();
  console.error(`${figure.name} …`);
  const measured = await figure
    .measure()
    .catch(
      (error: unknown): Measured => ({ value: Number.NaN, note: 'could not be measured', wrong: [String(error)] }),
    );
  const { value, note, wrong = [] } = measured;
  const good = holds(figure, measured);
  if (!good) broken++;
  const told = [note, bound(figure), ...(good ? [] : ['BROKEN']), ...wrong].join('; ');
  // JSON has no NaN: what could not be measured has no value.
  console.log(
    JSON.stringify({ figure: figure.name, value: Number.isNaN(value) ? null : value, unit: figure.unit, note: told }),
  );
  console.error(`${figure.name} took ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}
console.error(
  broken === 0 ? `all ${figures.length} figures hold` : `${broken} of ${figures.length} figures are broken`,
);
process.exit(broken === 0 ? 0 : 1);
