/** Where in a document sealed texts stand. Pure. */

/** A field of any depth that is sealed. What others may write elsewhere is never taken for a sealed text. */
const FIELD = 'address';

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
  const look = (value: object, before: string, depth: number): void => {
    if (depth > DEEPEST) throw new Error(`${before} is deeper than any document`);
    for (const [name, each] of Object.entries(value)) {
      const path = `${before}${name}`;
      const keyId = name === FIELD && typeof each === 'string' ? keyIdOf(each) : null;
      if (keyId !== null) found.push({ path, text: each as string, keyId });
      else if (each !== null && typeof each === 'object') look(each as object, `${path}.`, depth + 1);
    }
  };
  look(document, '', 0);
  return found;
}
