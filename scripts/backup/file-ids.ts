/** File ids name the environment they are in: `cloud://<environment>.<bucket>/<path>`. A shop that moves takes its files along. */
const ID = /^(cloud:\/\/[\w.-]+\/)(.+)$/s;

export function isFileId(text: string): boolean {
  return ID.test(text);
}

export function pathOf(id: string): string {
  return ID.exec(id)?.[2] ?? '';
}

/**
 * What a text of a document becomes in the other environment. A file that was missing keeps its path.
 * @param files ids of the old environment and of the new one
 */
export function movedText(files: ReadonlyMap<string, string>): (text: string) => string {
  const places = new Map([...files].map(([from, to]) => [placeOf(from), placeOf(to)]));
  return (text) => {
    const place = isFileId(text) ? placeOf(text) : null;
    const to = place === null ? undefined : places.get(place);
    return to === undefined ? text : (files.get(text) ?? `${to}${pathOf(text)}`);
  };
}

function placeOf(id: string): string {
  return ID.exec(id)?.[1] ?? '';
}
