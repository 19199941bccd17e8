import type { PageView } from '../contract';
import type { SharedCard } from './device/memory';
import { h, icon } from './dom';
import { glyphs } from './glyphs';
import { appName } from './openType';
import { openPrompt } from './sheets/prompt';
import type { Sharing, Shell } from './shell';

/** WeChat waits this long for the promise of onShareAppMessage, then takes the default card. */
const PROMISE_MS = 3_000;
/** Longer side of a card's picture as it is remembered, px. */
const CARD_PIXELS = 420;
const MAX_CARDS = 20;

interface Card {
  title: string;
  path: string;
  imageUrl: string;
}

export function createSharing(
  shell: Shell,
): Sharing & { rows(page: PageView): { label: string; kind: 'chat' | 'moments' }[] } {
  const menus = new Map<string, boolean>();
  return {
    withTicket: false,
    setMenu(menu, shown) {
      menus.set(`${shell.core.top()?.id}:${menu}`, shown);
    },
    rows(page) {
      const shown = (menu: string, hook: string) => menus.get(`${page.id}:${menu}`) ?? shell.core.hasHook(page, hook);
      return [
        shown('shareAppMessage', 'onShareAppMessage') ? { label: '转发给朋友', kind: 'chat' as const } : undefined,
        shown('shareTimeline', 'onShareTimeline') ? { label: '分享到朋友圈', kind: 'moments' as const } : undefined,
      ].filter((row) => row !== undefined);
    },
    async start(kind, from) {
      const page = shell.core.top();
      if (!page) throw new Error('nothing to share: no page is open');
      const card = kind === 'chat' ? await chatCard(shell, page, from) : momentsCard(shell, page);
      await send(shell, kind, card, page);
    },
  };
}

async function chatCard(shell: Shell, page: PageView, from: { from: string; target?: unknown }): Promise<Card> {
  const given = shell.core.callPage(page, 'onShareAppMessage', { ...from, webViewUrl: undefined });
  let card = asCard(given);
  const { promise } = (given ?? {}) as { promise?: Promise<unknown> };
  if (promise) {
    const late = new Promise((resolve) => setTimeout(resolve, PROMISE_MS, {}));
    card = { ...card, ...asCard(await Promise.race([promise, late])) };
  }
  return { title: card.title ?? appName(shell), path: card.path ?? here(page), imageUrl: card.imageUrl ?? '' };
}

function momentsCard(shell: Shell, page: PageView): Card {
  const given = (shell.core.callPage(page, 'onShareTimeline') ?? {}) as Record<string, unknown>;
  const query = typeof given.query === 'string' ? given.query : here(page).split('?')[1];
  return {
    title: typeof given.title === 'string' && given.title !== '' ? given.title : appName(shell),
    path: query ? `${page.path}?${query}` : page.path,
    imageUrl: typeof given.imageUrl === 'string' ? given.imageUrl : '',
  };
}

function asCard(given: unknown): Partial<Card> {
  const card: Partial<Card> = {};
  const { title, path, imageUrl } = (given ?? {}) as Record<string, unknown>;
  if (typeof title === 'string' && title !== '') card.title = title;
  if (typeof path === 'string' && path !== '') card.path = path.replace(/^\//, '');
  if (typeof imageUrl === 'string') card.imageUrl = imageUrl;
  return card;
}

function here(page: PageView): string {
  const query = Object.entries(page.query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return query ? `${page.path}?${query}` : page.path;
}

/** Shows the card as the friend will see it; sent cards lie in the side panel, to be opened as somebody else. */
async function send(shell: Shell, kind: SharedCard['kind'], card: Card, page: PageView): Promise<void> {
  const image = card.imageUrl ? await pictureOf(shell, card.imageUrl, page) : '';
  const sent = await openPrompt(shell.layers, {
    app: appName(shell),
    doing: '',
    title: kind === 'chat' ? '转发给朋友' : '分享到朋友圈',
    body: [
      h(
        'div',
        { class: 'share-card' },
        h('b', {}, card.title),
        image
          ? h('img', { class: 'share-picture', src: image, alt: '' })
          : h('div', { class: 'share-picture' }, icon(glyphs.picture)),
      ),
    ],
    yes: kind === 'chat' ? '发送' : '发表',
    no: '取消',
  });
  if (!sent) return;
  const id = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  const entry: SharedCard = {
    id,
    kind,
    title: card.title,
    path: card.path,
    image,
    from: shell.memory.state.person,
    atMs: shell.clock.now(),
  };
  shell.memory.set({ cards: [entry, ...shell.memory.state.cards].slice(0, MAX_CARDS) });
  shell.toast.show({ title: kind === 'chat' ? '已发送' : '已发表', icon: 'success', durationMs: 1_500, mask: false });
}

/** A small data URL: what the program's temporary files point to does not outlive a relaunch. */
async function pictureOf(shell: Shell, source: string, page: PageView): Promise<string> {
  try {
    const picture = new Image();
    picture.crossOrigin = 'anonymous';
    picture.src = await shell.resolveImage(source, page.path);
    await picture.decode();
    // A vector without a size of its own is drawn as a card is: 5:4.
    const width = picture.naturalWidth || CARD_PIXELS;
    const height = picture.naturalHeight || (CARD_PIXELS * 4) / 5;
    const scale = Math.min(1, CARD_PIXELS / Math.max(width, height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d');
    if (context) context.fillStyle = '#fff';
    context?.fillRect(0, 0, canvas.width, canvas.height);
    context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/jpeg', 0.82);
  } catch (error) {
    shell.core.report('warning', `the share card's picture ${source.slice(0, 80)} cannot be loaded: ${error}`);
    return '';
  }
}
