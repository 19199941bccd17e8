/** refused: WeChat asks only once, after that the way leads through the settings · gone: the picture did not come */
export type Kept = 'saved' | 'refused' | 'cancelled' | 'gone';

function downloaded(fileId: string): Promise<string> {
  return new Promise((resolve) => {
    wx.cloud.downloadFile({
      fileID: fileId,
      success: ({ tempFilePath }) => resolve(tempFilePath),
      fail: (reason) => {
        console.info('the picture did not come', reason.errMsg);
        resolve('');
      },
    });
  });
}

/** Saves a file of the cloud as a picture in the phone's album. */
export async function saveToAlbum(fileId: string): Promise<Kept> {
  const filePath = await downloaded(fileId);
  if (!filePath) return 'gone';
  return new Promise((resolve) => {
    wx.saveImageToPhotosAlbum({
      filePath,
      success: () => resolve('saved'),
      fail: ({ errMsg }) => {
        if (/auth|deny|denied|permission|privacy/.test(errMsg)) resolve('refused');
        else resolve(/cancel/.test(errMsg) ? 'cancelled' : 'gone');
      },
    });
  });
}

/** Whether the album may be written to after the person has been in the settings. */
export function openAlbumSetting(): Promise<boolean> {
  return new Promise((resolve) => {
    wx.openSetting({
      success: ({ authSetting }) => resolve(authSetting['scope.writePhotosAlbum'] === true),
      fail: () => resolve(false),
    });
  });
}
