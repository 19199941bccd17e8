import { type Api, asynchronous, Failure, need, type Options, type Surroundings, text } from './api';

/** Pictures of the phone: choosing, looking, measuring, compressing, saving. */
export function pictures(around: Surroundings): Record<string, Api> {
  const { core, shell } = around;
  const privately = async (api: string) => {
    const refusal = await shell.permissions.privacy(api);
    if (refusal) throw new Failure(refusal.reason, { errno: refusal.errno });
  };
  const here = () => core.top()?.path ?? '';
  const loaded = async (source: string): Promise<Blob> => {
    const url = await shell.resolveImage(source, here());
    const response = await fetch(url);
    if (!response.ok) throw new Failure(`file not found: ${source}`);
    return response.blob();
  };
  const chosen = async (options: Options, video: boolean): Promise<Blob[]> => {
    const source = Array.isArray(options.sourceType) ? options.sourceType : ['album', 'camera'];
    const count = Math.max(1, Math.min(video ? 20 : 9, Number(options.count ?? 9)));
    const list = await shell.choosePictures({
      count,
      camera: source.includes('camera'),
      album: source.includes('album'),
      video,
    });
    if (!list || list.length === 0) throw new Failure('cancel');
    return list;
  };
  return {
    chooseImage: asynchronous(around, 'chooseImage', async (options) => {
      await privately('chooseImage');
      const list = await chosen(options, false);
      const tempFiles = await Promise.all(
        list.map(async (blob) => ({ path: await shell.files.keep(blob), size: blob.size })),
      );
      return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles };
    }),
    chooseMedia: asynchronous(around, 'chooseMedia', async (options) => {
      await privately('chooseMedia');
      const types = Array.isArray(options.mediaType) ? options.mediaType : ['image', 'video'];
      const list = await chosen(options, types.includes('video') || types.includes('mix'));
      const tempFiles = await Promise.all(
        list.map(async (blob) => ({
          tempFilePath: await shell.files.keep(blob),
          size: blob.size,
          fileType: blob.type.startsWith('video') ? 'video' : 'image',
          ...(await measure(blob)),
        })),
      );
      return { tempFiles, type: tempFiles.every(({ fileType }) => fileType === 'image') ? 'image' : 'mix' };
    }),
    chooseMessageFile: asynchronous(around, 'chooseMessageFile', async (options) => {
      await privately('chooseMessageFile');
      need(options, 'count', 'Number');
      const count = Math.max(1, Math.min(100, Number(options.count)));
      const extensions = Array.isArray(options.extension) ? options.extension.map(String) : [];
      const list = await shell.chooseMessageFiles({ count, extensions });
      if (!list || list.length === 0) throw new Failure('cancel');
      const tempFiles = await Promise.all(
        list.map(async (file) => ({
          path: await shell.files.keep(file, file.name.split('.').pop()),
          name: file.name,
          size: file.size,
          type: 'file',
          time: Math.floor(file.lastModified / 1000),
        })),
      );
      return { tempFiles };
    }),
    previewImage: asynchronous(around, 'previewImage', async (options) => {
      need(options, 'urls', 'Array');
      const list = (options.urls as unknown[]).map(String);
      if (list.length === 0) throw new Failure('parameter error: parameter.urls should have at least 1 item;');
      const current = typeof options.current === 'number' ? options.current : list.indexOf(text(options, 'current'));
      shell.preview(await Promise.all(list.map((url) => shell.resolveImage(url, here()))), Math.max(0, current));
    }),
    previewMedia: asynchronous(around, 'previewMedia', async (options) => {
      need(options, 'sources', 'Array');
      const list = (options.sources as { url: string; type?: string }[]).filter(({ type }) => type !== 'video');
      shell.preview(
        await Promise.all(list.map(({ url }) => shell.resolveImage(url, here()))),
        Number(options.current ?? 0),
      );
    }),
    getImageInfo: asynchronous(around, 'getImageInfo', async (options) => {
      need(options, 'src', 'String');
      const source = text(options, 'src');
      const blob = await loaded(source);
      const size = await measure(blob);
      const isLocal = !/^(https?:|cloud:)/.test(source);
      const path = isLocal ? source : await shell.files.keep(blob);
      return { ...size, path, orientation: 'up', type: blob.type.replace('image/', '') };
    }),
    compressImage: asynchronous(around, 'compressImage', async (options) => {
      need(options, 'src', 'String');
      const bitmap = await createImageBitmap(await loaded(text(options, 'src')));
      const width = Number(options.compressedWidth) || 0;
      const height = Number(options.compressedHeight) || 0;
      const scale = width ? width / bitmap.width : height ? height / bitmap.height : 1;
      const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: Number(options.quality ?? 80) / 100 });
      return { tempFilePath: await shell.files.keep(blob) };
    }),
    saveImageToPhotosAlbum: asynchronous(around, 'saveImageToPhotosAlbum', async (options) => {
      need(options, 'filePath', 'String');
      const path = text(options, 'filePath');
      await privately('saveImageToPhotosAlbum');
      if (!(await shell.permissions.scope('scope.writePhotosAlbum'))) throw new Failure('auth deny');
      const blob = path.startsWith('wxfile://') ? shell.files.blob(path) : await loaded(path);
      if (!blob) throw new Failure(`no such file or directory, open '${path}'`);
      if (!blob.type.startsWith('image/')) throw new Failure(`invalid file type ${blob.type}`);
      shell.hardware.savedPictures.push(URL.createObjectURL(blob));
      core.changed();
      shell.toast.show({ title: '已保存到相册', icon: 'none', durationMs: 1_200, mask: false });
    }),
    showShareImageMenu: asynchronous(around, 'showShareImageMenu', async (options) => {
      need(options, 'path', 'String');
      const blob = shell.files.blob(text(options, 'path'));
      if (!blob) throw new Failure(`no such file or directory, open '${text(options, 'path')}'`);
      const row = await shell.actionSheet({
        itemList: ['发送给朋友', '保存图片', '收藏'],
        itemColor: '',
        alertText: '',
      });
      if (row === null) throw new Failure('cancel');
      if (row === 0) shell.hardware.sentPictures.push(URL.createObjectURL(blob));
      if (row === 1) shell.hardware.savedPictures.push(URL.createObjectURL(blob));
      core.changed();
    }),
  };
}

async function measure(blob: Blob): Promise<{ width: number; height: number }> {
  if (!blob.type.startsWith('image/')) return { width: 0, height: 0 };
  const image = new Image();
  const url = URL.createObjectURL(blob);
  try {
    image.src = url;
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  } catch (error) {
    throw new Failure(`not an image: ${error}`);
  } finally {
    URL.revokeObjectURL(url);
  }
}
