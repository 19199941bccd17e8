/** Draws with F2, whose smallest build has lines and bars. Nothing moves: a page of figures is read, not watched. */
import F2 from '@antv/f2/dist/f2-simple.min';
import type { Palette, Series } from '../../views/chart';

export interface Drawing {
  kind: 'lines' | 'bars';
  labels: readonly string[];
  series: readonly Series[];
  ticks: readonly number[];
  tickText(value: number): string;
  palette: Palette;
  /** px */
  width: number;
  height: number;
  pixelRatio: number;
}

interface Point {
  at: number;
  name: string;
  value: number;
}

export interface Drawn {
  /** The day whose place is nearest to `x`, px from the canvas's left; where its hairline stands. */
  nearest(x: number): { at: number; left: number };
  clear(): void;
}

const SMALL_PX = 11;
const DASHED = [4, 3];
/** A canvas has no figures of ours: the phone's own type. */
const TYPE = '-apple-system, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans CJK SC", sans-serif';

export function draw(context: unknown, drawing: Drawing): Drawn {
  const { kind, labels, series, ticks, palette, width, height, pixelRatio } = drawing;
  const last = labels.length - 1;
  const points: Point[] = series.flatMap(({ name, values }) =>
    values.flatMap((value, at) => (value === null ? [] : [{ at, name, value }])),
  );
  const chart = new F2.Chart({
    // A canvas of WeChat's, which is one of the web's in all that is used here.
    context: context as never,
    width,
    height,
    pixelRatio,
    animate: false,
    syncY: true,
    padding: [8, kind === 'lines' ? 32 : 8, 22, 'auto'],
  });
  chart.source(points, {
    at: {
      type: 'linear',
      min: kind === 'bars' ? -0.5 : 0,
      max: kind === 'bars' ? last + 0.5 : last,
      ticks: [0, last] as never,
    },
    value: { type: 'linear', min: 0, max: ticks[2] ?? 1, ticks: [...ticks] as never, formatter: drawing.tickText },
  });
  const label = { fill: palette.hint, fontSize: SMALL_PX, fontFamily: TYPE };
  chart.axis('at', {
    line: null,
    grid: null,
    label: (_text: string, place: number) => ({
      ...label,
      text: labels[place === 0 ? 0 : last] ?? '',
      textAlign: place === 0 ? 'start' : 'end',
    }),
  });
  chart.axis('value', { line: null, grid: { stroke: palette.line, lineWidth: 0.5, lineDash: null }, label });
  const colours = palette.series.slice(0, series.length);
  const names = series.map(({ name }) => name);
  if (kind === 'lines')
    chart
      .line()
      .position('at*value')
      .color('name', colours)
      .style('name', {
        lineWidth: 2,
        // Never colour alone: the second line is dashed as well, as its sign above the chart is.
        lineDash: (name: string) => (names.indexOf(name) === 0 ? null : DASHED),
      });
  else
    chart
      .interval()
      .position('at*value')
      .color(colours[0] ?? palette.ink)
      .size(barWidth(width, labels.length));
  chart.render();
  if (kind === 'lines') nameLines(chart, drawing);
  return {
    nearest: (x) => {
      const all = labels.map((_, at) => chart.getPosition({ at, value: 0 }).x);
      const at = all.reduce((best, left, n) => (Math.abs(left - x) < Math.abs((all[best] ?? 0) - x) ? n : best), 0);
      return { at, left: all[at] ?? 0 };
    },
    clear: () => chart.destroy(),
  };
}

/** Each line is named where it ends; two that end together move apart. */
function nameLines(chart: F2.Chart, { series, labels, palette }: Drawing): void {
  const front = chart.get('frontPlot');
  const ends = series
    .map(({ name, values }, place) => {
      const value = values[labels.length - 1] ?? 0;
      return { name, fill: palette.series[place], ...chart.getPosition({ at: labels.length - 1, value }) };
    })
    .sort((a, b) => a.y - b.y);
  let free = 0;
  for (const { name, fill, x, y } of ends) {
    const top = Math.max(y, free);
    free = top + SMALL_PX + 3;
    front.addShape('text', {
      attrs: {
        x: x + 4,
        y: top,
        text: name,
        fill,
        fontSize: SMALL_PX,
        fontFamily: TYPE,
        textAlign: 'start',
        textBaseline: 'middle',
      },
    });
  }
  chart.get('canvas').draw();
}

function barWidth(width: number, count: number): number {
  return Math.max(3, Math.min(24, Math.floor(((width - 60) / Math.max(count, 1)) * 0.6)));
}
