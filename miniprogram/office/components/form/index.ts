/**
 * An editor's form: draws `Section[]` of views/form.ts, one card each. How a page uses the whole kit:
 *
 *   index.json   usingComponents: edit-form (/office/components/form/index: `form` is WeChat's own), edit-foot, clash of /admin/components/…/index, and skeleton, error-state, offline-bar, announce,
 *                privacy-gate where there are pictures
 *   index.wxss   @import "../styles/desk.wxss"
 *   store        export const look = new Editing<Look>({ load, save, sections })        stores/editing.ts says more
 *   index.ts     Component({ behaviors: [pageRoot, bound({ ...editorFields(look), … })],
 *                  methods: { onLoad() { void look.open(); }, onUnload() { look.leave(); }, ...editorMethods(look) } })
 *   index.wxml   <view wx:elif="{{phase === 'ready'}}" class="gutter">
 *                  <edit-form sections="{{sections}}" values="{{values}}" errors="{{errors}}" seek="{{seek}}" still="{{still}}" bind:change="change" />
 *                  <edit-foot changes="{{changes}}" wrongs="{{wrongs}}" ready="{{canSave}}" saving="{{saving}}" label="{{saveLabel}}" bind:save="save" />
 *                </view>
 *                <clash rows="{{clash}}" saving="{{saving}}" still="{{still}}" bind:mine="mine" bind:theirs="theirs" bind:close="putOff" />
 *
 * `values` and `errors` are by field name. Event change { name, value } comes with every key and every tap: a number is a number, a
 * number that cannot be read stays the text that was typed (checkField says what is wrong with it), an emptied number or picture is null.
 * Lists beyond fields (tiers, paragraphs) are the page's own markup around one form each: names are paths, `tiers.2.name`,
 * and store.set takes any path.
 */
import type { Errors } from '../../views/form';

/** How far below the top of the window a wrong field comes to rest, px. */
const BELOW_PX = 96;

Component({
  properties: {
    sections: { type: Array, value: [] },
    values: { type: Object, value: {} },
    errors: { type: Object, value: {} as Errors },
    /** When it grows, the first wrong field is scrolled into sight. */
    seek: { type: Number, value: 0 },
    still: { type: Boolean, value: false },
  },
  observers: {
    seek(tries: number) {
      if (tries > 0) wx.nextTick(() => this.show());
    },
  },
  methods: {
    pass(event: WechatMiniprogram.CustomEvent<{ value: unknown }>) {
      this.triggerEvent('change', { name: event.currentTarget.dataset.name, value: event.detail.value });
    },
    show() {
      const query = this.createSelectorQuery();
      query.selectViewport().scrollOffset();
      query.select('.form-one-wrong').boundingClientRect();
      query.exec(([view, wrong]: ({ scrollTop: number; top: number } | null)[]) => {
        if (view && wrong)
          wx.pageScrollTo({ scrollTop: Math.max(0, view.scrollTop + wrong.top - BELOW_PX), duration: 200 });
      });
    },
  },
});
