/** Yes or no at a glance: the sign, and the reason in large letters. The sign comes with a light stamp unless `still`. */
Component({
  properties: {
    good: { type: Boolean, value: false },
    title: { type: String, value: '' },
    text: { type: String, value: '' },
    still: { type: Boolean, value: false },
  },
});
