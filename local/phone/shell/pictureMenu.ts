import { decodePicture, miniCode } from './device/code';
import { relaunch } from './relaunch';
import type { Shell } from './shell';

/** The scene of a code in a picture that was pressed long. */
const SCENE_PRESSED_CODE = 1048;

/** <image show-menu-by-longpress>: send it, keep it, follow the code in it. */
export async function openPictureMenu(shell: Shell, url: string): Promise<void> {
  const blob = await (await fetch(url)).blob();
  const code = await decodePicture(blob);
  const itemList = ['发送给朋友', '保存图片', ...(code === null ? [] : ['识别图中的码'])];
  const row = await shell.actionSheet({ itemList, itemColor: '', alertText: '' });
  if (row === 0) shell.hardware.sentPictures.push(URL.createObjectURL(blob));
  if (row === 1) shell.hardware.savedPictures.push(URL.createObjectURL(blob));
  if (row === 2 && code !== null) await follow(shell, code);
  shell.core.changed();
}

async function follow(shell: Shell, text: string): Promise<void> {
  const code = miniCode(text);
  if (!code) {
    await shell.openNotice('识别二维码', `微信会打开：${text}`);
    return;
  }
  const page = code.page || shell.core.bundle.app.pages[0];
  relaunch(shell.memory, { path: `${page}?scene=${code.scene}`, scene: SCENE_PRESSED_CODE });
}
