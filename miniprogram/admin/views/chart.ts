/** What a chart draws and says: made before it is drawn, so that no canvas is needed to know it. */

/** A line or the bars of a chart, a value for each label; null where there is none. */
export interface Series {
  name: string;
  values: readonly (number | null)[];
  /** As each value is read out. */
  texts: readonly string[];
}

export interface ChartData {
  kind: 'lines' | 'bars';
  /** Of each day, as it stands under the chart. */
  labels: readonly string[];
  series: readonly Series[];
}

/** Colours of the series in the order of docs/look.md; a canvas knows no variables of a style sheet. */
const LINES = { light: ['#2B7A78', '#A8690F', '#5B5EA6'], dark: ['#5CC2BE', '#E3A94A', '#A3A6F0'] };
const GROUND = {
  light: { brand: '#C53F2B', line: '#E8E5E0', ink: '#1C1B19', hint: '#716C65' },
  dark: { brand: '#FF8267', line: '#33312E', ink: '#F2EFEA', hint: '#9A948B' },
};

export interface Palette {
  series: string[];
  line: string;
  ink: string;
  hint: string;
}

/** @param brand the shop's own colour, where it has one */
export function paletteOf(theme: 'light' | 'dark', brand: string | undefined): Palette {
  const ground = GROUND[theme];
  return { series: [brand ?? ground.brand, ...LINES[theme]], line: ground.line, ink: ground.ink, hint: ground.hint };
}

/** The three hairlines: 0, the middle and a round number that nothing passes. */
export function ticksOf(series: readonly Series[]): [number, number, number] {
  const most = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(most, 1))));
  const top = [1, 2, 4, 6, 8, 10].map((n) => n * power).find((n) => n >= most) ?? 10 * power;
  return most <= 2 ? [0, 1, 2] : [0, top / 2, top];
}

/** Nothing but zeros and gaps is no picture. */
export function isEmpty(series: readonly Series[]): boolean {
  return series.every(({ values }) => values.every((value) => !value));
}
