import { h } from '../dom';
import { openLayer } from './layer';

export interface PictureOptions {
  count: number;
  camera: boolean;
  album: boolean;
  video: boolean;
}

/** Colours of the album's sample photographs: a dish, a tea, a shop front, a cake… drawn, so that nothing is loaded. */
const SAMPLES: [string, string][] = [
  ['#E8C9A0', '#C53F2B'],
  ['#CFE0D2', '#2B7A78'],
  ['#F3D6D6', '#A8690F'],
  ['#D8D6EC', '#5B5EA6'],
  ['#EFE3C4', '#3A352E'],
  ['#D5E3EA', '#2F6690'],
];

/** The phone's album: sample pictures and any file of this computer. Null when cancelled. */
export function openPictures(layers: HTMLElement, options: PictureOptions): Promise<Blob[] | null> {
  return new Promise((resolve) => {
    const chosen: HTMLCanvasElement[] = [];
    const end = (pictures: Blob[] | null) => {
      layer.close();
      resolve(pictures);
    };
    const redraw = () => {
      for (const [tile, canvas] of tiles) {
        const order = chosen.indexOf(canvas);
        tile.setAttribute('aria-pressed', String(order >= 0));
        tile.dataset.order = String(order + 1);
      }
      done.disabled = chosen.length === 0;
      done.textContent = chosen.length > 0 ? `完成(${chosen.length})` : '完成';
    };
    const tiles = new Map<HTMLButtonElement, HTMLCanvasElement>();
    SAMPLES.forEach(([ground, shape], index) => {
      const canvas = sample(ground, shape, index);
      const tile = h(
        'button',
        { 'aria-label': `示例图片 ${index + 1}`, 'aria-pressed': false },
        h('img', { src: canvas.toDataURL(), alt: '' }),
      );
      tile.addEventListener('click', () => {
        if (chosen.includes(canvas)) chosen.splice(chosen.indexOf(canvas), 1);
        else if (chosen.length < options.count) chosen.push(canvas);
        redraw();
      });
      tiles.set(tile, canvas);
    });
    const file = h('input', {
      type: 'file',
      accept: options.video ? 'image/*,video/*' : 'image/*',
      multiple: options.count > 1,
      class: 'visually-hidden',
    });
    file.addEventListener('change', () => end([...(file.files ?? [])].slice(0, options.count)));
    const done = h('button', { disabled: true }, '完成');
    done.addEventListener('click', async () => end(await Promise.all(chosen.map(toBlob))));
    const layer = openLayer(
      layers,
      { kind: 'sheet', label: options.album ? '相册' : '相机', onDismiss: () => end(null) },
      h(
        'div',
        { class: 'pictures-foot' },
        h('strong', {}, options.album ? '相册' : '相机'),
        h('label', {}, file, '从电脑选择'),
      ),
      h('div', { class: 'pictures' }, ...tiles.keys()),
      h('div', { class: 'pictures-foot' }, h('span', {}, `最多 ${options.count} 张`), done),
    );
  });
}

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('a sample picture could not be drawn'))),
      'image/jpeg',
      0.9,
    );
  });
}

function sample(ground: string, shape: string, index: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 640;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.fillStyle = ground;
  context.fillRect(0, 0, 640, 640);
  context.fillStyle = shape;
  context.beginPath();
  if (index % 2 === 0) context.arc(320, 340, 170, 0, Math.PI * 2);
  else context.roundRect(160, 180, 320, 320, 48);
  context.fill();
  context.globalAlpha = 0.35;
  context.fillStyle = '#fff';
  context.beginPath();
  context.arc(260, 280, 60, 0, Math.PI * 2);
  context.fill();
  return canvas;
}
