import { describe, expect, test } from 'vitest';
import { Place, SDK } from './cloud-server-place';

const KEEP = `${SDK}
exports.main = async ({ what, path, text, list }) => {
  if (what === 'put') return (await cloud.uploadFile({ cloudPath: path, fileContent: Buffer.from(text) })).fileID;
  if (what === 'get') return (await cloud.downloadFile({ fileID: list[0] })).fileContent.toString();
  if (what === 'urls') return (await cloud.getTempFileURL({ fileList: list })).fileList;
  if (what === 'drop') return (await cloud.deleteFile({ fileList: list })).fileList;
};`;
const open = () => Place.open({ keep: KEEP });

describe('a file', () => {
  test.each(['plain.txt', '目录/图 片&100%+=.txt', "a'(b)!~*.txt"])('%s comes back as it was stored', async (path) => {
    const place = await open();
    const text = `内容 of ${path}`;
    const { result: id } = await place.call('keep', { what: 'put', path, text });
    expect(id).toBe(`cloud://local.6c6f-local-1300000000/${path}`);
    expect(await place.call('keep', { what: 'get', list: [id] })).toMatchObject({ result: text });
    const { result } = await place.call('keep', { what: 'urls', list: [id] });
    expect(await (await fetch(encodeURI(result[0].tempFileURL))).text()).toBe(text);
  });

  test('that is too large is refused, and the next one is stored', async () => {
    const place = await Place.open({
      keep: `${SDK}
const put = (cloudPath, bytes) => cloud.uploadFile({ cloudPath, fileContent: Buffer.alloc(bytes) });
exports.main = async () => {
  const refused = await put('large.bin', 51 * 1024 * 1024).catch((error) => error.errMsg);
  return { refused, stored: (await put('next.bin', 100_000)).fileID };
};`,
    });
    const { result } = await place.call('keep');
    expect(result.refused).toContain('a file has at most 52428800 bytes');
    expect(result.stored).toMatch(/next\.bin$/);
  });

  test('arrives as a form too, as earlier versions of the SDK send it', async () => {
    const place = await open();
    const metadata = { action: 'storage.getUploadMetadata', path: '旧/图.bin', method: 'put' };
    const { data } = (await place.control('POST', '/admin', metadata)) as { data: Record<string, string> };
    const bytes = new Uint8Array([0, 255, 13, 10, 45, 45]);
    const send = async (signature: string) => {
      const form = new FormData();
      form.set('Signature', signature);
      form.set('x-cos-security-token', data.token as string);
      form.set('x-cos-meta-fileid', data.cosFileId as string);
      form.set('key', '旧/图.bin');
      form.set('file', new Blob([bytes]));
      const response = await fetch(data.url as string, { method: 'POST', body: form });
      return { status: response.status, text: await response.text() };
    };
    expect(await send('x'.repeat(64))).toMatchObject({
      status: 403,
      text: expect.stringContaining('SignatureDoesNotMatch'),
    });
    expect(await send(data.authorization as string)).toEqual({ status: 200, text: '' });
    const { result } = await place.call('keep', { what: 'urls', list: [data.fileId] });
    const stored = await (await fetch(encodeURI(result[0].tempFileURL))).arrayBuffer();
    expect(new Uint8Array(stored)).toEqual(bytes);
  });

  test('survives a restart, and its URL with it', async () => {
    const place = await open();
    const { result: id } = await place.call('keep', { what: 'put', path: 'kept.txt', text: 'kept' });
    await place.close();
    await place.start();
    expect(await place.call('keep', { what: 'get', list: [id] })).toMatchObject({ result: 'kept' });
  });

  test('is replaced by another of the same path and gone when deleted', async () => {
    const place = await open();
    await place.call('keep', { what: 'put', path: 'a.txt', text: 'one' });
    const { result: id } = await place.call('keep', { what: 'put', path: 'a.txt', text: 'two' });
    expect(await place.call('keep', { what: 'get', list: [id] })).toMatchObject({ result: 'two' });
    expect((await place.call('keep', { what: 'drop', list: [id] })).result).toMatchObject([{ fileID: id, status: 0 }]);
    expect((await place.call('keep', { what: 'drop', list: [id] })).result).toMatchObject([
      { fileID: id, status: -503003 },
    ]);
    expect((await place.call('keep', { what: 'urls', list: [id] })).result).toMatchObject([
      { fileID: id, status: -503003 },
    ]);
    expect((await place.call('keep', { what: 'get', list: [id] })).error?.message).toContain('storage file not exists');
  });

  test('is asked for with at most fifty others', async () => {
    const place = await open();
    const list = Array.from({ length: 51 }, (_, index) => `cloud://local.6c6f-local-1300000000/${index}`);
    for (const what of ['urls', 'drop']) {
      expect((await place.call('keep', { what, list })).error?.message).toContain('at most 50 files');
      expect((await place.call('keep', { what, list: list.slice(1) })).result).toHaveLength(50);
    }
  });

  test.each(['../outside.txt', '/leading.txt', 'a//b.txt', 'a/./b.txt', ''])('is not stored at "%s"', async (path) => {
    const place = await open();
    expect((await place.call('keep', { what: 'put', path, text: 'x' })).error).toBeDefined();
  });

  test('is not handed out by a URL that was changed or not signed', async () => {
    const place = await open();
    const ids = [];
    for (const path of ['a.txt', 'b.txt'])
      ids.push((await place.call('keep', { what: 'put', path, text: path })).result);
    const { result } = await place.call('keep', { what: 'urls', list: ids });
    const swapped = result[0].tempFileURL.replace('a.txt', 'b.txt');
    expect((await fetch(swapped)).status).toBe(403);
    expect((await fetch(`${place.origin}/storage/a.txt`)).status).toBe(403);
    const put = await fetch(`${place.origin}/storage/`, {
      method: 'PUT',
      headers: { key: 'a.txt', authorization: 'x' },
      body: 'y',
    });
    expect(put.status).toBe(403);
    expect(await (await fetch(result[0].tempFileURL)).text()).toBe('a.txt');
  });
});

describe('from a phone', () => {
  const upload = async (place: Place, as: string, path: string, body: string) => {
    const url = `/local/upload?path=${encodeURIComponent(path)}&as=${as}`;
    return (await (await fetch(place.origin + url, { method: 'POST', body })).json()) as Record<string, unknown>;
  };

  test('a person uploads, everybody reads, and only the person replaces or deletes', async () => {
    const place = await open();
    const { fileID } = await upload(place, 'o-lin', '头像/林 #1?.png', 'mine');
    const urls = await place.control('POST', '/local/fileurl', { as: 'o-chen', fileList: [fileID, 'cloud://x'] });
    const [mine, none] = urls.fileList as { tempFileURL: string; status: number }[];
    expect(none?.status).toBe(-503003);
    const picture = await fetch(mine?.tempFileURL ?? '');
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(await picture.text()).toBe('mine');
    expect(await upload(place, 'o-chen', '头像/林 #1?.png', 'stolen')).toMatchObject({
      error: { code: 'STORAGE_EXCEED_AUTHORITY' },
    });
    const dropped = await place.control('POST', '/local/deletefile', { as: 'o-chen', fileList: [fileID] });
    expect(dropped.fileList).toMatchObject([{ status: -503002 }]);
    expect(await upload(place, 'o-lin', '头像/林 #1?.png', 'new')).toEqual({ fileID });
    expect(await place.control('POST', '/local/deletefile', { as: 'o-lin', fileList: [fileID] })).toMatchObject({
      fileList: [{ status: 0 }],
    });
  });

  test('an upload without person or path is refused', async () => {
    const place = await open();
    expect(await place.control('POST', '/local/upload?path=a.txt')).toMatchObject({ error: { field: 'as' } });
    expect(await place.control('POST', '/local/upload?as=o-lin')).toMatchObject({ error: { field: 'path' } });
  });
});
