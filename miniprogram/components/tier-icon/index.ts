/** The merchant's picture of a tier, or the drawn icon of its material in the text colour around it. */
Component({
  properties: {
    icon: { type: String, value: '' },
    picture: { type: String, value: '' },
  },
});
