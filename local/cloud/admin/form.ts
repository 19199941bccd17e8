import { CloudError } from '../contract';

const LINE = '\r\n';

/**
 * The parts of a multipart/form-data body. wx-server-sdk sends binary parts as application/octet-stream without a file
 * name, which the parser built into Node (Response.formData) decodes as text and so destroys; here they stay bytes.
 */
export function parseForm(body: Buffer, contentType: string): Record<string, string | Buffer> {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw new CloudError('INVALID_PARAM', 'the form has no boundary');
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Record<string, string | Buffer> = {};
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const begin = at + delimiter.length;
    const end = body.indexOf(LINE + delimiter, begin);
    if (body.subarray(begin, begin + 2).toString('latin1') === '--') return parts;
    if (end < 0) break;
    readPart(body.subarray(begin, end), parts);
    at = end + LINE.length;
  }
  throw new CloudError('INVALID_PARAM', 'the form is cut short');
}

function readPart(part: Buffer, parts: Record<string, string | Buffer>): void {
  const headersEnd = part.indexOf(LINE + LINE);
  const headers = part.subarray(0, Math.max(headersEnd, 0)).toString('utf8');
  const name = /;\s*name="([^"]*)"/i.exec(headers)?.[1];
  if (headersEnd < 0 || name === undefined) throw new CloudError('INVALID_PARAM', 'a part of the form has no name');
  const value = part.subarray(headersEnd + 2 * LINE.length);
  const isBinary = /^content-type:\s*application\/octet-stream/im.test(headers) || /filename=/i.test(headers);
  parts[name] = isBinary ? value : value.toString('utf8');
}
