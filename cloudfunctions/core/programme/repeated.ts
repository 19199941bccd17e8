/** Places of what has stood in the list before. Pure. */
export function repeatedAt(list: readonly (string | number)[]): number[] {
  return list.flatMap((each, i) => (list.indexOf(each) < i ? [i] : []));
}
