/** `npm run build`: everything WeChat DevTools and the local cloud need that is not in the repository. */
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFunctions } from './functions';
import { buildMiniprogramNpm } from './miniprogram-npm';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const [functions] = await Promise.all([buildFunctions(root), buildMiniprogramNpm(root)]);
console.log(`built ${relative(root, functions)} and the miniprogram_npm folders of miniprogram/`);
