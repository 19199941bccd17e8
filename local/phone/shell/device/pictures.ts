import type { Shell } from '../shell';

/** A temporary URL of the local cloud is asked for again after this time, ms. */
const URL_MS = 60_000;
const known = new Map<string, { url: Promise<string>; untilMs: number }>();

/** Sources as programs write them -> what an <img> can load. Rejects with WeChat's kind of message. */
export async function loadable(shell: Shell, src: string, fromUnit: string): Promise<string> {
  const { core, files, network } = shell;
  if (/^(data|blob):/.test(src)) return src;
  if (src.startsWith('cloud://')) return cloudUrl(shell, src);
  if (src.startsWith('wxfile://')) {
    const url = files.url(src);
    if (url === undefined) throw new Error(`Failed to load local image resource ${src}: no such file`);
    return url;
  }
  if (/^(https?:)?\/\//.test(src)) {
    if (network.kind === 'offline') throw new Error(`Failed to load image ${src}: net::ERR_INTERNET_DISCONNECTED`);
    return src;
  }
  return `${core.bundle.filesUrl.replace(/\/$/, '')}/${core.resolvePath(core.themed(src), fromUnit).replace(/^\//, '')}`;
}

async function cloudUrl(shell: Shell, fileId: string): Promise<string> {
  const now = Date.now();
  const before = known.get(fileId);
  if (before && before.untilMs > now) return before.url;
  const url = shell.cloud.fileUrls([fileId]).then(([file]) => {
    if (!file?.tempFileURL) throw new Error(`Failed to load image ${fileId}: ${file?.errMsg ?? 'no such file'}`);
    return file.tempFileURL;
  });
  known.set(fileId, { url, untilMs: now + URL_MS });
  url.catch(() => known.delete(fileId));
  return url;
}
