/** <image> (developers.weixin.qq.com/miniprogram/dev/component/image.html); <cover-image> is one without modes. */
import { describe, passAccessibility } from '../accessibility';
import { defineElement, type Self, type Surroundings } from '../element';
import { ownChild } from '../slot-host';

const properties = {
  src: '',
  mode: 'scaleToFill',
  lazyLoad: false,
  fadeIn: false,
  webp: false,
  showMenuByLongpress: false,
  alt: '',
  ariaLabel: '',
};

/** Modes that set the host's height or width from the picture. */
const fitted: Record<string, string> = { widthFix: 'height:auto', heightFix: 'width:auto' };

function build(self: Self<typeof properties>) {
  const picture = self.document.createElement('img');
  picture.draggable = false;
  picture.hidden = true;
  picture.alt = '';
  ownChild(self.dom, picture);
  let request = 0;

  const fail = (reason: string) => {
    picture.hidden = true;
    self.style('');
    self.fire('error', { errMsg: reason });
  };
  picture.addEventListener('load', () => {
    picture.hidden = false;
    self.style(fitted[self.props.mode] ?? '');
    self.fire('load', { width: picture.naturalWidth, height: picture.naturalHeight });
  });
  picture.addEventListener('error', () => fail(`GET ${self.props.src} 404 (Not Found)`));

  const show = (src: string) => {
    request += 1;
    const mine = request;
    if (!src) {
      picture.removeAttribute('src');
      picture.hidden = true;
      return;
    }
    self.host.resolveImage(src, self.kit.unitOf(self.node)).then(
      (url) => {
        // A newer src overtook this one.
        if (mine === request) picture.src = url;
      },
      (error: unknown) => {
        if (mine === request) fail(error instanceof Error ? error.message : String(error));
      },
    );
  };

  // Whoever listens to a long press takes the tap after it: only pictures with a menu do.
  let listening = false;
  const offerMenu = () => {
    if (!self.props.showMenuByLongpress || picture.hidden) return;
    self.host.pictureMenu?.(picture.src).catch((error: unknown) => self.core.report('error', error));
  };

  return {
    changed: {
      lazyLoad(lazy: boolean) {
        picture.loading = lazy ? 'lazy' : 'eager';
        // A lazy picture without a box is never in sight.
        if (lazy) picture.hidden = false;
      },
      ariaLabel(label: string) {
        passAccessibility(self.dom, 'aria-label', label);
        // A picture with a name is one to assistive technology; without, it is decoration.
        if (label) describe(self.dom, 'img');
      },
      alt(text: string) {
        picture.alt = text;
      },
      showMenuByLongpress(shown: boolean) {
        if (shown && !listening) self.listen('longpress', offerMenu);
        listening ||= shown;
      },
      src() {
        // The unit is known once the element stands in its template.
        queueMicrotask(() => show(self.props.src));
      },
      mode(mode: string) {
        if (!picture.hidden) self.style(fitted[mode] ?? '');
      },
    },
  };
}

export function defineImages(around: Surroundings): void {
  defineElement(around, { tag: 'image', properties, reflect: ['mode'], build });
  defineElement(around, { tag: 'cover-image', properties, build });
}
