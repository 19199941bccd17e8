/** <button> (developers.weixin.qq.com/miniprogram/dev/component/button.html). */
import { describe, reachable } from '../accessibility';
import { behaviourOf, defineElement, type Self, type Surroundings } from '../element';
import { claim } from '../events/claims';
import { formAround } from './form';

const properties = {
  size: 'default',
  type: 'default',
  plain: false,
  disabled: false,
  loading: false,
  formType: '',
  openType: '',
  hoverClass: 'button-hover',
  hoverStopPropagation: false,
  hoverStartTime: 20,
  hoverStayTime: 70,
  lang: 'en',
  sessionFrom: '',
  sendMessageTitle: '',
  sendMessagePath: '',
  sendMessageImg: '',
  showMessageCard: false,
  appParameter: '',
  businessId: '',
  phoneNumberNoQuotaToast: true,
  createliveactivity: '',
  needShowEntrance: true,
  entrancePath: '',
  activityType: null as unknown,
};

type Button = Self<typeof properties>;

function submit(self: Button): void {
  const { formType } = self.props;
  if (formType !== 'submit' && formType !== 'reset') return;
  formAround(self)?.[formType](self.node, self.dom);
}

/** Asks the shell at once, still inside the tap: what opens (share, phone number...) needs the gesture. */
function open(self: Button): void {
  const page = self.page();
  if (!self.props.openType || !page) return;
  const props = { ...self.props, id: self.node.id, dataset: { ...self.node.dataset } };
  // 'getPhoneNumber|agreePrivacyAuthorization': each in turn.
  const kinds = self.props.openType.split('|').sort((a) => (a === 'agreePrivacyAuthorization' ? -1 : 0));
  for (const kind of kinds) {
    self.host.openType(kind, props, page).then(
      (answer) => {
        if (answer) self.fire(answer.event, answer.detail);
      },
      (error: unknown) => self.core.report('error', error),
    );
  }
}

export function defineButton(around: Surroundings): void {
  defineElement(around, {
    tag: 'button',
    properties,
    reflect: ['size', 'type', 'plain', 'disabled', 'loading'],
    build(self) {
      if (around.second) self.dom.toggleAttribute('v2', true);
      const act = () => {
        if (self.props.disabled) return;
        submit(self);
        open(self);
      };
      self.listen('tap', (event) => {
        claim(event);
        act();
      });
      return {
        changed: {
          disabled(disabled) {
            describe(self.dom, 'button', { disabled });
            reachable(self.dom, !disabled);
          },
        },
        activate: act,
      };
    },
  });
}

/** Is this DOM element, or one around it, a control that takes taps itself? */
export function isControl(dom: Element): boolean {
  return behaviourOf(dom)?.behaviour.activate !== undefined;
}
