/** <label>: a tap on it goes to the control inside, or to the one `for` names. */
import * as glassEasel from 'glass-easel';
import { behaviourOf, defineElement, type Surroundings } from '../element';
import { claim, isClaimed } from '../events/claims';

function activateInside(dom: Element): boolean {
  for (const element of dom.querySelectorAll('*')) {
    const activate = behaviourOf(element)?.behaviour.activate;
    if (activate) {
      activate();
      return true;
    }
  }
  return false;
}

export function defineLabel(around: Surroundings): void {
  defineElement(around, {
    tag: 'label',
    properties: { for: '' },
    build(self) {
      self.listen('tap', (event) => {
        if (isClaimed(event)) return;
        claim(event);
        if (!self.props.for) {
          activateInside(self.dom);
          return;
        }
        const named = self.node.ownerShadowRoot?.getElementById(self.props.for);
        const dom = named instanceof glassEasel.Element ? around.kit.domOf(named) : undefined;
        behaviourOf(dom)?.behaviour.activate?.();
      });
      return {};
    },
  });
}
