/**
 * The page realm. Program, glass-easel and shell share one JavaScript realm, the top document's. On load, before anything else runs, it
 * loses the built-ins that came after ES2020: a phone with an older WeChat does not have them, so a program that uses one must fail
 * here too. Globals of a browser (window, fetch, crypto, Intl...) are hidden from the program by its module wrapper
 * (build/globals.ts), not deleted: the runtime needs them. Page iframes run no program code and keep their own built-ins.
 */
const TOO_NEW: [owner: unknown, names: string[]][] = [
  [String.prototype, ['at', 'replaceAll', 'isWellFormed', 'toWellFormed']],
  [Array.prototype, ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with']],
  [Array, ['fromAsync']],
  [Object.getPrototypeOf(Uint8Array.prototype), ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'with']],
  [Object, ['hasOwn', 'groupBy']],
  [Map, ['groupBy']],
  [Map.prototype, ['getOrInsert', 'getOrInsertComputed']],
  [
    Set.prototype,
    ['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
  ],
  [Promise, ['any', 'withResolvers', 'try']],
  [RegExp, ['escape']],
  [ArrayBuffer.prototype, ['resize', 'transfer', 'transferToFixedLength']],
];

export function cleanRealm(): void {
  for (const [owner, names] of TOO_NEW) {
    for (const name of names) Reflect.deleteProperty(owner as object, name);
  }
  const iterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;
  for (const name of Object.getOwnPropertyNames(iterator)) {
    if (name !== 'constructor') Reflect.deleteProperty(iterator, name);
  }
}

cleanRealm();
