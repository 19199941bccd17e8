/** Rules of the programme as sentences. items: [{ code, icon, text }]. */
Component({
  properties: {
    items: { type: Array, value: [] },
  },
});
