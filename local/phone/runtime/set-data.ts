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

const LOST = new Set(['Date', 'RegExp', 'Map', 'Set', 'Promise', 'ArrayBuffer']);

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
      const lost = unsendable(value, []);
      if (lost !== undefined) {
        warn(`setData: the ${lost.kind} "${key}${lost.path}" cannot be sent to the page and is lost on a phone`);
      }
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

/** The first part that JSON drops or changes; the path is put together on the way back, as most data has none. */
function unsendable(value: unknown, above: unknown[]): { kind: string; path: string } | undefined {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    return { kind: typeof value, path: '' };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (above.includes(value)) throw new TypeError('setData: the data is a circular structure');
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (LOST.has(kind)) return { kind, path: '' };
  above.push(value);
  for (const [key, item] of Object.entries(value)) {
    const lost = unsendable(item, above);
    if (lost !== undefined) return { ...lost, path: `${Array.isArray(value) ? `[${key}]` : `.${key}`}${lost.path}` };
  }
  above.pop();
  return undefined;
}
