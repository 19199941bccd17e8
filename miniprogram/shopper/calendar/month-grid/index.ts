import type { CalendarPageView } from '../../views/month';

/** The month with its stamps (views/month.ts: CalendarPageView). Events: previous, next, fill { day }. */
Component({
  properties: {
    view: { type: Object, value: { weekdays: [], cells: [] } as Partial<CalendarPageView> },
  },
  methods: {
    previous() {
      if (this.data.view.canGoBack) this.triggerEvent('previous');
    },
    next() {
      if (this.data.view.canGoOn) this.triggerEvent('next');
    },
    touch(event: WechatMiniprogram.TouchEvent) {
      const { day, fillable } = event.currentTarget.dataset;
      if (fillable) this.triggerEvent('fill', { day });
    },
  },
});
