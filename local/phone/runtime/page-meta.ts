/**
 * <page-meta> and <navigation-bar>: settings of the page as elements of its template.
 * Source: developers.weixin.qq.com/miniprogram/dev/component/page-meta.html
 */
import type * as glassEasel from 'glass-easel';
import type { Core, Kit, WindowConfig } from '../contract';
import type { Phone } from './phone';

type Node = glassEasel.GeneralComponent;

/** Property of the element -> field of the window settings. */
const BAR: Record<string, keyof WindowConfig> = {
  title: 'navigationBarTitleText',
  'front-color': 'navigationBarTextStyle',
  'background-color': 'navigationBarBackgroundColor',
};
const META: Record<string, keyof WindowConfig> = {
  'background-text-style': 'backgroundTextStyle',
  'background-color': 'backgroundColor',
  'root-background-color': 'backgroundColorContent',
  'page-orientation': 'pageOrientation',
};

export function definePageMeta(phone: Phone, core: Core, kit: Kit): void {
  const change = (node: Node, field: keyof WindowConfig, value: unknown): void => {
    const page = kit.pageOf(node);
    if (page !== undefined && value !== '') core.setWindow(page, { [field]: value });
  };
  define(kit, 'navigation-bar', {
    ...Object.fromEntries(
      Object.entries(BAR).map(([name, field]) => [
        name,
        (node: Node, value: unknown) => {
          // front-color is #ffffff or #000000 here, black or white in the settings.
          const text =
            field === 'navigationBarTextStyle' && value !== '' ? (value === '#000000' ? 'black' : 'white') : value;
          change(node, field, text);
        },
      ]),
    ),
    loading: (node: Node, value: unknown) => change(node, 'navigationBarLoading', value === true),
  });
  const frame = (node: Node) => phone.frameOf(node);
  define(kit, 'page-meta', {
    ...Object.fromEntries(
      Object.entries(META).map(([name, field]) => [name, (node: Node, value: unknown) => change(node, field, value)]),
    ),
    'page-style': (node, value) => {
      const at = frame(node);
      if (at === undefined) return;
      at.metaStyle = String(value ?? '');
      at.paintMeta();
    },
    'root-font-size': (node, value) => {
      const at = frame(node);
      if (at === undefined) return;
      at.rootFontSize = String(value ?? '');
      at.paintMeta();
    },
    'page-font-size': (node, value) => {
      const at = frame(node);
      if (at === undefined) return;
      at.pageFontSize = String(value ?? '');
      at.paintMeta();
    },
    'scroll-top': (node, value) => {
      const top = Number.parseFloat(kit.px(String(value)));
      const view = frame(node)?.document.defaultView;
      if (!Number.isNaN(top)) view?.scrollTo({ top });
    },
    'scroll-duration': () => undefined,
  });
  kit.css('wx-page-meta, wx-navigation-bar { display: contents; }');
  kit.onPage((view, page) => {
    const tell = (name: string, detail: unknown): void => {
      for (const node of metas.get(page.id) ?? []) node.triggerEvent(name, detail);
    };
    view.addEventListener('scroll', () => tell('scroll', { scrollTop: view.scrollY }), { passive: true });
    view.addEventListener('resize', () =>
      tell('resize', { size: { windowWidth: view.innerWidth, windowHeight: view.innerHeight } }),
    );
  });
  const metas = new Map<number, Set<Node>>();
  lifetimes.attached = (node) => {
    const page = kit.pageOf(node);
    if (page === undefined || node.is !== 'page-meta') return;
    metas.set(page.id, (metas.get(page.id) ?? new Set()).add(node));
  };
  lifetimes.detached = (node) => {
    for (const known of metas.values()) known.delete(node);
  };
}

const lifetimes: { attached(node: Node): void; detached(node: Node): void } = {
  attached: () => undefined,
  detached: () => undefined,
};

function define(kit: Kit, tag: string, properties: Record<string, (node: Node, value: unknown) => void>): void {
  const definition = kit.space.defineComponent({
    is: tag,
    options: { writeFieldsToNode: false },
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, changed]) => [
        name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
        {
          type: null,
          value: '',
          observer(this: Node, value: unknown) {
            changed(this, value);
          },
        },
      ]),
    ) as glassEasel.typeUtils.PropertyList,
    lifetimes: {
      attached(this: unknown) {
        lifetimes.attached(this as Node);
      },
      detached(this: unknown) {
        lifetimes.detached(this as Node);
      },
    },
  });
  kit.define(tag, definition.general());
}
