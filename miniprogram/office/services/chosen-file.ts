/** 'refused': the privacy guideline was not agreed to · 'cancelled': nothing was chosen · 'large': more than may be sent */
export type ChosenFile = { path: string; name: string } | 'refused' | 'cancelled' | 'large';

/** One table out of a chat. */
export function chooseTable(largest: number): Promise<ChosenFile> {
  return new Promise((resolve) => {
    wx.chooseMessageFile({
      count: 1,
      type: 'file',
      extension: ['csv', 'txt'],
      success: ({ tempFiles: [file] }) => {
        if (!file) resolve('cancelled');
        else resolve(file.size > largest ? 'large' : { path: file.path, name: file.name });
      },
      fail: ({ errMsg }) => resolve(/cancel/.test(errMsg) ? 'cancelled' : 'refused'),
    });
  });
}

/** The file's cloud:// id, under a name nobody can guess; null when it did not get there. */
export function uploadTable(path: string): Promise<string | null> {
  const name = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 12).padEnd(10, '0')).join('');
  return new Promise((resolve) => {
    wx.cloud.uploadFile({
      cloudPath: `imports/${name}.csv`,
      filePath: path,
      success: ({ fileID }) => resolve(fileID),
      fail: (reason) => {
        console.info('the table did not get there', reason.errMsg);
        resolve(null);
      },
    });
  });
}
