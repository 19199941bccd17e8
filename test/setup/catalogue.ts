/** A preset's catalogue as the documents of a shop that opens with it. */
import { catalogues, installCatalogue } from '../../cloudfunctions/core/catalogues';
import type { PresetCode } from '../../cloudfunctions/core/programme';
import { Memory } from '../faults/simulation/memory-store';
import { environment, NOON } from '../faults/simulation/world';

type Document = { _id: string };

export interface Shelves {
  settings: Document[];
  rewards: Document[];
  stock: Document[];
}

/** Put there as a merchant's shop puts it, schemas and all, and read out again. */
export async function shelvesOf(code: PresetCode): Promise<Shelves> {
  const memory = new Memory(() => NOON);
  const installed = await installCatalogue(environment(memory.plain()), catalogues[code]);
  if (!installed.ok) throw new Error(`${code}: ${JSON.stringify(installed)}`);
  return { settings: memory.all('settings'), rewards: memory.all('rewards'), stock: memory.all('stock') };
}
