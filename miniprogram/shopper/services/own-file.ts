/** A file of one's own, kept on this phone for as long as its page is open. */
import { inTime } from './in-time';

export type Handed = 'done' | 'cancelled' | 'failed';

/** The viewer, or the list of chats, stands meanwhile. */
const WAIT_MS = 60_000;
const FILE = 'own-data.xlsx';

const path = () => `${wx.env.USER_DATA_PATH}/${FILE}`;

/** False when the phone has no room for it. */
export function keepFile(bytes: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    wx.getFileSystemManager().writeFile({
      filePath: path(),
      data: bytes.slice().buffer,
      success: () => resolve(true),
      fail: () => resolve(false),
    });
  });
}

/** When it was never made there is nothing to take away. */
export function dropFile(): void {
  wx.getFileSystemManager().unlink({ filePath: path(), fail: () => undefined });
}

/** In WeChat's own viewer, whose menu passes it on. */
export async function openFile(): Promise<Handed> {
  const ended = await inTime<Handed>(WAIT_MS, (done) => {
    wx.openDocument({
      filePath: path(),
      fileType: 'xlsx',
      showMenu: true,
      success: () => done('done'),
      fail: () => done('failed'),
    });
  });
  return ended ?? 'done';
}

/** To a chat, such as 文件传输助手. To be called in a tap. Source: developers.weixin.qq.com, wx.shareFileMessage. */
export async function sendFile(name: string): Promise<Handed> {
  if (!wx.canIUse('shareFileMessage')) return 'failed';
  const ended = await inTime<Handed>(WAIT_MS, (done) => {
    wx.shareFileMessage({
      filePath: path(),
      fileName: name,
      success: () => done('done'),
      fail: ({ errMsg }) => done(/cancel/i.test(errMsg) ? 'cancelled' : 'failed'),
    });
  });
  return ended ?? 'done';
}
