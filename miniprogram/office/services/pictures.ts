/** From the phone to a picture that the shop may show: chosen, uploaded, looked at by the cloud. */
import type { PictureUse } from '../../../typings/api/shop';
import { newKey } from '../../services/keys';
import { call, type Problem } from './staff';

const KB = 1024;
/** As the cloud has them; what is larger need not travel. */
export const LARGEST: Record<PictureUse, number> = {
  logo: 500 * KB,
  tier: 300 * KB,
  reward: 1536 * KB,
  group: 500 * KB,
};

interface Chosen {
  path: string;
  bytes: number;
}

/** cancelled: the person went back · private: they did not agree to it · failed: WeChat gave none · large: more bytes than the use allows */
export type Picked = { path: string } | { failed: 'cancelled' | 'private' | 'failed' | 'large' };
export type Kept = { ok: true; file: string } | { ok: false; problem: Problem | null };

function choose(): Promise<Chosen | 'cancelled' | 'private' | 'failed'> {
  return new Promise((resolve) => {
    wx.chooseMedia({
      count: 1,
      mediaType: ['image'],
      sizeType: ['compressed'],
      success: ({ tempFiles: [first] }) =>
        resolve(first ? { path: first.tempFilePath, bytes: first.size } : 'cancelled'),
      fail: ({ errMsg }) => {
        console.info('no picture was chosen', errMsg);
        if (/cancel/.test(errMsg)) resolve('cancelled');
        else resolve(/privacy|auth|deny|denied/.test(errMsg) ? 'private' : 'failed');
      },
    });
  });
}

export async function pick(use: PictureUse): Promise<Picked> {
  const chosen = await choose();
  if (typeof chosen === 'string') return { failed: chosen };
  return chosen.bytes > LARGEST[use] ? { failed: 'large' } : { path: chosen.path };
}

/** The name says nothing of the file: what it is, is seen by its bytes. */
export async function keep(path: string, use: PictureUse): Promise<Kept> {
  try {
    const { fileID } = await wx.cloud.uploadFile({ cloudPath: `incoming/${newKey()}`, filePath: path });
    const outcome = await call('pictures.accept', { file: fileID, use });
    return outcome.ok ? { ok: true, file: outcome.data.file } : { ok: false, problem: outcome.problem };
  } catch (error) {
    console.warn('picture not uploaded', error);
    return { ok: false, problem: null };
  }
}
