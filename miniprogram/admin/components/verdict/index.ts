/** Yes, no or taken back at a glance: the sign, and the reason in large letters. The sign comes with a small drop unless `still`. */
Component({
  properties: {
    /** done, refused, undone */
    sign: { type: String, value: 'done' },
    title: { type: String, value: '' },
    text: { type: String, value: '' },
    still: { type: Boolean, value: false },
  },
});
