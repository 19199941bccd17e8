/** Who can hold the phone. An openid is all the cloud ever learns; name and phone number are what WeChat would fill in. */
export interface Person {
  openid: string;
  name: string;
  /** What this person is in the demo shop. */
  role: string;
  /** The number WeChat gives away when the person allows it. */
  phone: string;
  /** Colour of the drawn avatar. */
  colour: string;
}

/** 28 characters like WeChat's own. Demo data and tests name these. */
export const PEOPLE: readonly Person[] = [
  { openid: 'oHuitouke_demo_linxiao_00001', name: '林晓', role: '顾客', phone: '13800000001', colour: '#C53F2B' },
  { openid: 'oHuitouke_demo_chenmo__00002', name: '陈默', role: '顾客', phone: '13800000002', colour: '#2B7A78' },
  { openid: 'oHuitouke_demo_zhouning00003', name: '周宁', role: '顾客', phone: '13800000003', colour: '#A8690F' },
  { openid: 'oHuitouke_demo_xuqing__00004', name: '许晴', role: '顾客', phone: '13800000004', colour: '#5B5EA6' },
  { openid: 'oHuitouke_demo_wangfang00005', name: '王芳', role: '顾客', phone: '13800000005', colour: '#3A352E' },
  { openid: 'oHuitouke_demo_hehe_____00006', name: '何禾', role: '店主', phone: '13800000006', colour: '#1F6E45' },
  { openid: 'oHuitouke_demo_xiaoman__00007', name: '小满', role: '收银员', phone: '13800000007', colour: '#8A5A44' },
];

const COLOURS = ['#8A5A44', '#4F7942', '#7A4E7E', '#2F6690', '#9A6A00'];

/** Somebody the shop has never seen. */
export function newPerson(already: number): Person {
  const random = crypto.getRandomValues(new Uint8Array(21));
  const tail = btoa(String.fromCharCode(...random))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .slice(0, 27);
  return {
    openid: `o${tail}`,
    name: `新客 ${already + 1}`,
    role: '第一次来',
    phone: `139${String(10_000_000 + (random[0] ?? 0) * 65_536 + (random[1] ?? 0) * 256 + (random[2] ?? 0)).slice(0, 8)}`,
    colour: COLOURS[already % COLOURS.length] ?? '#8A5A44',
  };
}

const FONT = '"PingFang SC", "Noto Sans CJK SC", sans-serif';

/** The picture WeChat would hand over as the avatar: the first character of the name on the person's colour. */
export async function avatarOf(person: Person, size = 132): Promise<Blob> {
  const letter = person.name.slice(0, 1);
  // A font that comes in subsets is loaded only for the letters that are asked for.
  await document.fonts.load(`600 16px ${FONT}`, letter);
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d canvas to draw an avatar with');
  context.fillStyle = person.colour;
  context.fillRect(0, 0, size, size);
  context.fillStyle = '#fff';
  context.font = `600 ${Math.round(size * 0.46)}px ${FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(letter, size / 2, size / 2 + size * 0.03);
  return canvas.convertToBlob({ type: 'image/png' });
}
