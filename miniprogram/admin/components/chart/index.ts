/**
 * Days as lines or bars: three hairlines, the first and the last label, and under a finger the day's numbers. The same
 * numbers are a table for who does not see the drawing, or would rather read. data: ChartData (views/chart.ts).
 */
import { device } from '../../../stores/device';
import { membership } from '../../../stores/membership';
import { type ChartData, isEmpty, paletteOf, type Series, ticksOf } from '../../views/chart';
import { type Drawn, draw } from './draw';

type Canvas = WechatMiniprogram.Canvas;
type Found = { node?: Canvas; width: number; height: number; left: number } | null;

const NOTHING: ChartData = { kind: 'lines', labels: [], series: [] };
const drawings = new WeakMap<object, { drawn: Drawn; left: number }>();

interface Touched {
  day: string;
  left: number;
  values: string[];
}

Component({
  properties: {
    title: { type: String, value: '' },
    data: { type: Object, value: NOTHING as ChartData },
    words: { type: Object, value: {} as Record<string, string> },
    /** Tick labels, as many as hairlines; by the page, since it knows the unit. */
    ticks: { type: Array, value: [] as string[] },
    theme: { type: String, value: 'light' },
  },
  data: {
    table: false,
    empty: true,
    signs: [] as { name: string; colour: string; dashed: boolean }[],
    rows: [] as { day: string; values: string[] }[],
    touched: null as Touched | null,
  },
  observers: {
    'data, theme'(data: ChartData) {
      const { series, labels } = data;
      const { series: colours } = paletteOf(device.theme, brandOf());
      this.setData({
        empty: isEmpty(series),
        signs: series.map(({ name }, n) => ({ name, colour: colours[n] ?? '', dashed: n > 0 })),
        rows: labels.map((day, at) => ({ day, values: series.map(({ texts }) => texts[at] ?? '') })).reverse(),
        touched: null,
      });
      this.redraw();
    },
  },
  lifetimes: {
    ready() {
      this.redraw();
    },
    detached() {
      drawings.get(this)?.drawn.clear();
      drawings.delete(this);
    },
  },
  methods: {
    toggle() {
      this.setData({ table: !this.data.table, touched: null });
      this.redraw();
    },
    /** The canvas is there one turn after what has made room for it. */
    redraw() {
      wx.nextTick(() => {
        if (this.data.table || this.data.empty) return;
        this.createSelectorQuery()
          .select('.chart-canvas')
          .fields({ node: true, size: true, rect: true })
          .exec(([found]: [Found]) => this.paint(found));
      });
    },
    paint(found: Found) {
      const context = found?.node?.getContext('2d');
      // Hidden, or left meanwhile.
      if (!found?.node || !context || found.width === 0) return;
      drawings.get(this)?.drawn.clear();
      const { pixelRatio } = wx.getWindowInfo();
      found.node.width = found.width * pixelRatio;
      found.node.height = found.height * pixelRatio;
      const { kind, labels, series } = this.data.data;
      const ticks = ticksOf(series as Series[]);
      const texts = this.data.ticks;
      const drawn = draw(context, {
        kind,
        labels,
        series: series as Series[],
        ticks,
        tickText: (value) => texts[ticks.indexOf(value)] ?? String(value),
        palette: paletteOf(device.theme, brandOf()),
        width: found.width,
        height: found.height,
        pixelRatio,
      });
      drawings.set(this, { drawn, left: found.left });
    },
    touch(event: WechatMiniprogram.TouchCanvas) {
      const [finger] = event.touches as unknown as { x?: number; clientX: number }[];
      const drawing = drawings.get(this);
      if (!finger || !drawing) return;
      // A canvas tells places within itself; where it does not, the canvas's own place is taken off.
      const { at, left } = drawing.drawn.nearest(finger.x ?? finger.clientX - drawing.left);
      const { labels, series } = this.data.data;
      const day = labels[at] ?? '';
      if (this.data.touched?.day === day) return;
      this.setData({ touched: { day, left, values: (series as Series[]).map(({ texts }) => texts[at] ?? '') } });
    },
    leave() {
      this.setData({ touched: null });
    },
  },
});

function brandOf(): string | undefined {
  return membership.home?.shop.colours[device.theme]?.['--brand'];
}
