/** The built-in elements, events, gestures and selector query of the web phone. Installed once, before the program. */
import type { Core, Host, Kit } from '../../contract';
import { animationMethods } from './animation/keyframes';
import type { Surroundings } from './element';
import { defineButton } from './elements/button';
import { defineForm } from './elements/form';
import { defineImages } from './elements/image';
import { defineInput } from './elements/input';
import { defineLabel } from './elements/label';
import { defineScrollView } from './elements/scroll-view';
import { defineSwiper } from './elements/swiper';
import { watchTexts } from './elements/text';
import { defineTextarea } from './elements/textarea';
import { forwardAnimationEvents, holdCaughtWheel } from './events/page-events';
import { installPlainTargets } from './events/target';
import { TouchRecogniser } from './events/touch';
import { installNatives } from './natives';
import { installQueries } from './query/install';
import controlsCss from './styles/controls.css';
import elementsCss from './styles/elements.css';

export { createGesture } from './events/gesture';
export { nodeBehind } from './events/target';
export { scrollPageTo } from './query/page-scroll';

export function installBuiltins(core: Core, host: Host, kit: Kit): void {
  const warned = new Set<string>();
  const around: Surroundings = {
    core,
    host,
    kit,
    warn(text) {
      if (warned.has(text)) return;
      warned.add(text);
      core.report('warning', text);
    },
  };

  kit.css(elementsCss);
  kit.css(controlsCss);
  installNatives(around);
  installPlainTargets(kit);
  for (const define of [
    defineImages,
    defineButton,
    defineLabel,
    defineForm,
    defineScrollView,
    defineSwiper,
    defineInput,
    defineTextarea,
  ]) {
    define(around);
  }

  kit.onPage((page) => {
    watchTexts(page);
    new TouchRecogniser(kit, core.gesture, page);
    forwardAnimationEvents(page);
    holdCaughtWheel(kit, page);
  });
  installQueries(around);
  kit.methods(animationMethods(kit));
}
