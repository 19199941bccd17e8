/** What somebody is to do and where: roles with what they are for, stores when there are several. Events role, store, anywhere. */
Component({
  properties: {
    /** [{ value, label, chosen }] */
    roles: { type: Array, value: [] },
    roleLabel: { type: String, value: '' },
    hint: { type: String, value: '' },
    /** [{ id, name, chosen }]; none while there is nothing to choose. */
    stores: { type: Array, value: [] },
    storesLabel: { type: String, value: '' },
    /** '全部门店', '' for who cannot give it. */
    everywhere: { type: String, value: '' },
    anywhere: { type: Boolean, value: false },
    error: { type: String, value: '' },
  },
  methods: {
    role(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('role', { value: event.currentTarget.dataset.value });
    },
    store(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('store', { id: event.currentTarget.dataset.id });
    },
    all() {
      this.triggerEvent('anywhere');
    },
  },
});
