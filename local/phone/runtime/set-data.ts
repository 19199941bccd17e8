/**
 * setData as across threads: what is given is copied as JSON would, and what JSON cannot carry is told, because it would be lost on a
 * phone. Every call's size is counted.
 */
export interface SetDataMeter {
  setDataBytes: number;
  setDataCalls: number;
}

/** WeChat refuses larger ones. Source: "单次 setData 数据过长" beyond 1024 kB in the developer guide. */
const LIMIT_BYTES = 1024 * 1024;

export function checkSetData(
  data: Record<string, unknown>,
  meter: SetDataMeter,
  warn: (message: string) => void,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined) warn(`Setting data field "${key}" to undefined is invalid.`);
    else {
      kept[key] = value;
      const lost = unsendable(value, key, []);
      if (lost !== undefined) warn(`setData: ${lost} cannot be sent to the page and is lost on a phone`);
    }
  }
  const bytes = sizeOf(kept);
  meter.setDataBytes += bytes;
  meter.setDataCalls += 1;
  if (bytes > LIMIT_BYTES) warn(`setData: ${bytes} bytes in one call, a phone takes ${LIMIT_BYTES} at most`);
  return kept;
}

function sizeOf(data: unknown): number {
  const text = JSON.stringify(data);
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7ff) bytes += code >= 0xd800 && code <= 0xdfff ? 1 : 2;
    else if (code > 0x7f) bytes += 1;
  }
  return bytes;
}

/** The first part that JSON drops or changes, in words. */
function unsendable(value: unknown, path: string, above: unknown[]): string | undefined {
  if (typeof value === 'function') return `the function "${path}"`;
  if (typeof value === 'symbol' || typeof value === 'bigint') return `the ${typeof value} "${path}"`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (above.includes(value)) throw new TypeError(`setData: "${path}" is a circular structure`);
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind === 'Date' || kind === 'RegExp' || kind === 'Map' || kind === 'Set' || kind === 'Promise') {
    return `the ${kind} "${path}"`;
  }
  const next = [...above, value];
  for (const [key, item] of Object.entries(value)) {
    const lost = unsendable(item, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, next);
    if (lost !== undefined) return lost;
  }
  return undefined;
}
