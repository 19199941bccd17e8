/** The built-in elements, events, gestures and selector query of the web phone. Installed once, before the program. */
import type { Core, Host, Kit } from '../../contract';
import { animationMethods } from './animation/keyframes';
import type { Surroundings } from './element';
import { defineButton } from './elements/button';
import { defineCanvas } from './elements/canvas';
import { defineCheckbox } from './elements/checkbox';
import { defineForm } from './elements/form';
import { defineIcon } from './elements/icon';
import { defineImages } from './elements/image';
import { defineInput } from './elements/input';
import { defineLabel } from './elements/label';
import { defineMatchMedia } from './elements/match-media';
import { defineMovable } from './elements/movable';
import { defineNavigator } from './elements/navigator';
import { definePageContainer, defineRootPortal } from './elements/page-container';
import { definePicker } from './elements/picker';
import { definePickerView } from './elements/picker-view';
import { defineProgress } from './elements/progress';
import { defineRadio } from './elements/radio';
import { defineRichText } from './elements/rich-text';
import { defineScrollView } from './elements/scroll-view';
import { defineSlider } from './elements/slider';
import { defineStandIns } from './elements/stand-ins';
import { defineSwiper } from './elements/swiper';
import { defineSwitch } from './elements/switch';
import { watchTexts } from './elements/text';
import { followKeyboard } from './elements/text-field';
import { defineTextarea } from './elements/textarea';
import { scrollByDragging } from './events/drag-scroll';
import { createGesture } from './events/gesture';
import { forwardAnimationEvents, holdCaughtWheel } from './events/page-events';
import { installPlainTargets } from './events/target';
import { TouchRecogniser } from './events/touch';
import { installNatives } from './natives';
import { installQueries } from './query/install';
import controlsCss from './styles/controls.css';
import elementsCss from './styles/elements.css';

export function installBuiltins(core: Core, host: Host, kit: Kit): void {
  const warned = new Set<string>();
  const around: Surroundings = {
    core,
    host,
    kit,
    second: core.bundle.app.raw.style === 'v2',
    warn(text) {
      if (warned.has(text)) return;
      warned.add(text);
      core.report('warning', text);
    },
  };

  core.gesture = createGesture();
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
    defineCheckbox,
    defineRadio,
    defineSwitch,
    defineSlider,
    definePicker,
    definePickerView,
    defineProgress,
    defineIcon,
    defineNavigator,
    defineRichText,
    defineCanvas,
    defineMovable,
    defineMatchMedia,
    defineStandIns,
    definePageContainer,
    defineRootPortal,
  ]) {
    define(around);
  }

  followKeyboard(host);
  kit.onPage((page) => {
    watchTexts(page);
    new TouchRecogniser(kit, core.gesture, page);
    scrollByDragging(page);
    forwardAnimationEvents(page);
    holdCaughtWheel(kit, page);
  });
  installQueries(around);
  kit.methods(animationMethods(kit));
}
