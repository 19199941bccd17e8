/** What the built-in elements get from the core to install themselves with. */
import * as glassEasel from 'glass-easel';
import type { Core, Kit } from '../contract';
import { PageBackend } from './backend';
import { addInstanceMethods } from './instances';
import { componentOf, type Phone } from './phone';
import { finishStyle } from './styles';

export function createKit(phone: Phone, core: Core): Kit {
  // A space of their own: built-in elements keep glass-easel's default options.
  const space = new glassEasel.ComponentSpace();
  const components = phone.program.space.getComponentSpace();
  const behavior = (name: string) =>
    (phone.program.behaviors[name] as unknown as { _$: glassEasel.GeneralBehavior })._$;
  return {
    space,
    define: (tag, definition) => {
      phone.nativeTags.add(tag);
      components.setGlobalUsingComponent(tag, definition);
    },
    native: (tags) => {
      for (const tag of tags) phone.nativeTags.add(tag);
    },
    onElement: (tag, listener) => {
      phone.elementListeners.set(tag, [...(phone.elementListeners.get(tag) ?? []), listener]);
    },
    css: (text) => {
      phone.builtInCss += `${text}\n`;
    },
    onPage: (listener) => {
      phone.pageListeners.push(listener);
    },
    pageOf: (node) => phone.frameOf(node)?.view,
    unitOf: (node) => {
      const host = node.ownerShadowRoot?.getHostNode();
      return host?.is ?? '';
    },
    rootOf: (page) => {
      for (const frame of phone.frames.values()) if (frame.view.id === page.id) return frame.component;
      throw new Error(`${page.path} is closed`);
    },
    componentOf,
    domOf: (node) => {
      const dom = node.$$ as unknown as HTMLElement | null | undefined;
      const alive = node.getBackendContext() instanceof PageBackend;
      return alive && dom ? dom : undefined;
    },
    px: (style) => finishStyle(style, core.device),
    behaviors: {
      'wx://form-field': behavior('wx://form-field'),
      'wx://form-field-group': behavior('wx://form-field-group'),
      'wx://form-field-button': behavior('wx://form-field-button'),
    },
    methods: (methods) => addInstanceMethods(methods as unknown as Parameters<typeof addInstanceMethods>[0]),
  };
}
