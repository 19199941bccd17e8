/** Where in a document sealed texts stand. Pure. */

export interface SealedText {
  /** With dots: 'onCaptured.0.document.address'. */
  path: string;
  text: string;
  keyId: string;
}

/** Documents are far shallower. */
const DEEPEST = 12;

/** @param keyIdOf null for what is no sealed text */
export function sealedTextsIn(document: object, keyIdOf: (text: string) => string | null): SealedText[] {
  const found: SealedText[] = [];
  const look = (value: unknown, path: string, depth: number): void => {
    if (depth > DEEPEST) throw new Error(`${path} is deeper than any document`);
    if (typeof value === 'string') {
      const keyId = keyIdOf(value);
      if (keyId !== null) found.push({ path, text: value, keyId });
    } else if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
      for (const [name, each] of Object.entries(value)) look(each, path === '' ? name : `${path}.${name}`, depth + 1);
    }
  };
  look(document, '', 0);
  return found;
}
