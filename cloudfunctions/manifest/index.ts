import { collections } from './collections';
import { functions } from './functions';
import type { Manifest } from './schema';

export const manifest: Manifest = { collections, functions };
