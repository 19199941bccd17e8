/**
 * The shop's logo and name beside the capsule of a page with its own navigation bar. They scroll away; `scrolled` fades in a bar
 * with the name. `bar` is { top, capsuleTop, capsuleHeight, capsuleRoom } in px.
 */
Component({
  properties: {
    bar: { type: Object, value: { top: 20, capsuleTop: 24, capsuleHeight: 32, capsuleRoom: 96 } },
    name: { type: String, value: '' },
    initial: { type: String, value: '' },
    logo: { type: String, value: '' },
    scrolled: { type: Boolean, value: false },
  },
});
