/**
 * <form>: collects what has a `name` inside it, built-in fields and components with wx://form-field
 * (developers.weixin.qq.com/miniprogram/dev/component/form.html).
 */
import type * as glassEasel from 'glass-easel';
import type { Kit } from '../../../contract';
import { behaviourOf, defineElement, type Self, type Surroundings } from '../element';

const properties = { reportSubmit: false, reportSubmitTimeout: 0 };

interface Form {
  submit(button: glassEasel.Element, dom: HTMLElement): void;
  reset(button: glassEasel.Element, dom: HTMLElement): void;
}

/** A component of the program that takes part by behaviors: ['wx://form-field']. */
function componentField(
  kit: Kit,
  element: Element,
): { name: string; value: unknown; node: glassEasel.GeneralComponent } | undefined {
  const node = (element as Element & { __wxElement?: glassEasel.Element }).__wxElement?.asGeneralComponent();
  if (!node || behaviourOf(element) || !node.hasBehavior(kit.behaviors['wx://form-field'])) return undefined;
  const { name, value } = node.data as { name?: string; value?: unknown };
  return name ? { name, value, node } : undefined;
}

/** A button in another component than the form speaks to it only with wx://form-field-button. */
function reaches(kit: Kit, form: glassEasel.Element, button: glassEasel.Element): boolean {
  if (form.ownerShadowRoot === button.ownerShadowRoot) return true;
  return Boolean(button.ownerShadowRoot?.getHostNode().hasBehavior(kit.behaviors['wx://form-field-button']));
}

function build(self: Self<typeof properties>) {
  const initial = new WeakMap<object, unknown>();
  const fields = () => [...self.dom.querySelectorAll('*')];

  const rememberInitial = () => {
    for (const element of fields()) {
      const field = componentField(self.kit, element);
      if (field && !initial.has(field.node)) initial.set(field.node, field.value);
    }
  };

  const values = () => {
    const value: Record<string, unknown> = {};
    for (const element of fields()) {
      const builtIn = behaviourOf(element);
      const name = (builtIn?.props as { name?: string } | undefined)?.name;
      if (builtIn?.behaviour.formValue && name) value[name] = builtIn.behaviour.formValue();
      const field = componentField(self.kit, element);
      if (field) value[field.name] = field.value;
    }
    return value;
  };

  const form: Form = {
    submit(button) {
      if (!reaches(self.kit, self.node, button)) return;
      const target = { id: button.id, dataset: button.dataset, offsetLeft: 0, offsetTop: 0 };
      const detail = {
        value: values(),
        target,
        ...(self.props.reportSubmit ? { formId: 'the formId is a mock one' } : {}),
      };
      self.fire('submit', detail);
    },
    reset(button) {
      if (!reaches(self.kit, self.node, button)) return;
      const target = { id: button.id, dataset: button.dataset, offsetLeft: 0, offsetTop: 0 };
      for (const element of fields()) {
        behaviourOf(element)?.behaviour.formReset?.();
        const field = componentField(self.kit, element);
        if (field) field.node.setData({ value: initial.get(field.node) });
      }
      self.fire('reset', { target });
    },
  };
  return { shared: form, attached: () => queueMicrotask(rememberInitial) };
}

export function formAround(self: { dom: HTMLElement }): Form | undefined {
  const dom = self.dom.closest('wx-form');
  return behaviourOf(dom)?.behaviour.shared as Form | undefined;
}

export function defineForm(around: Surroundings): void {
  defineElement(around, { tag: 'form', properties, build });
}
