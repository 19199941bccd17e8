import { KeyringError, keyIds, seal, unseal } from '../../platform/sealed';

const WORD = 'huitouke';

/** @throws when the function has no keys */
export function sealedWord(): string {
  return seal(WORD);
}

export function opensWord(sealed: string): boolean {
  try {
    return unseal(sealed) === WORD;
  } catch {
    return false;
  }
}

/** What is sealed can be opened again. */
export function keysWork(): boolean {
  try {
    return opensWord(sealedWord());
  } catch {
    return false;
  }
}

/** Ids of the keys that open here; none when the ring cannot be read. */
export function keysAtHand(): readonly string[] {
  try {
    return keyIds();
  } catch (unread) {
    if (!(unread instanceof KeyringError)) throw unread;
    return [];
  }
}
