import { REGIONS } from '../device/regions';
import { openWheels, Wheel } from './wheel';

type Props = Record<string, unknown>;

/**
 * <picker>. Values are WeChat's: selector -> index, multiSelector -> indices, time -> 'hh:mm',
 * date -> 'YYYY-MM-DD' (or shorter by `fields`), region -> { value, code, postcode }.
 * `onColumnChange(column, value)` in props is told each turn of a multiSelector and may answer with a new range.
 */
export async function pick(layers: HTMLElement, mode: string, props: Props): Promise<unknown | null> {
  const label = typeof props.headerText === 'string' && props.headerText !== '' ? props.headerText : '请选择';
  if (mode === 'selector' || mode === '') return pickOne(layers, label, props);
  if (mode === 'multiSelector') return pickMany(layers, label, props);
  if (mode === 'time') return pickTime(layers, label, props);
  if (mode === 'date') return pickDate(layers, label, props);
  if (mode === 'region') return pickRegion(layers, label, props);
  throw new Error(`<picker mode="${mode}"> is unknown to the web phone`);
}

function words(range: unknown, key: unknown): string[] {
  const list = Array.isArray(range) ? range : [];
  return list.map((item) => String(typeof key === 'string' && key !== '' ? (item as Props | null)?.[key] : item));
}

async function pickOne(layers: HTMLElement, label: string, props: Props): Promise<number | null> {
  const wheel = new Wheel(label, words(props.range, props.rangeKey), Number(props.value) || 0, () => {});
  const chosen = await openWheels(layers, label, [wheel]);
  return chosen?.[0] ?? null;
}

async function pickMany(layers: HTMLElement, label: string, props: Props): Promise<number[] | null> {
  const value = Array.isArray(props.value) ? props.value : [];
  const tell = props.onColumnChange as ((column: number, value: number) => unknown) | undefined;
  const columns = (range: unknown) =>
    (Array.isArray(range) ? range : []).map((column) => words(column, props.rangeKey));
  let shown = columns(props.range);
  const wheels: Wheel[] = shown.map(
    (items, column) =>
      new Wheel(`${label} ${column + 1}`, items, Number(value[column]) || 0, (index) => {
        Promise.resolve(tell?.(column, index)).then((range) => {
          if (!Array.isArray(range)) return;
          const fresh = columns(range);
          fresh.forEach((list, at) => {
            if (JSON.stringify(list) !== JSON.stringify(shown[at])) wheels[at]?.show(list, 0);
          });
          shown = fresh;
        });
      }),
  );
  return openWheels(layers, label, wheels);
}

const two = (n: number) => String(n).padStart(2, '0');
const upTo = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

async function pickTime(layers: HTMLElement, label: string, props: Props): Promise<string | null> {
  const [fromHour = 0, fromMinute = 0] = String(props.start || '00:00')
    .split(':')
    .map(Number);
  const [toHour = 23, toMinute = 59] = String(props.end || '23:59')
    .split(':')
    .map(Number);
  const [hour = fromHour, minute = 0] = String(props.value || '00:00')
    .split(':')
    .map(Number);
  const hours = upTo(fromHour, toHour);
  const minutesOf = (at: number) => upTo(at === fromHour ? fromMinute : 0, at === toHour ? toMinute : 59);
  let minutes = minutesOf(hour);
  const minuteWheel = new Wheel('分', minutes.map(two), minutes.indexOf(minute), () => {});
  const hourWheel = new Wheel('时', hours.map(two), hours.indexOf(hour), (index) => {
    const kept = minutes[minuteWheel.index] ?? 0;
    minutes = minutesOf(hours[index] ?? 0);
    minuteWheel.show(minutes.map(two), minutes.indexOf(kept));
  });
  const chosen = await openWheels(layers, label, [hourWheel, minuteWheel]);
  return chosen && `${two(hours[chosen[0] ?? 0] ?? 0)}:${two(minutes[chosen[1] ?? 0] ?? 0)}`;
}

/** The parts of a date from a text; missing month and day are 1. */
function dateParts(text: unknown, otherwise: [number, number, number]): [number, number, number] {
  const [year, month = 1, day = 1] = String(text || '')
    .split(/[-/]/)
    .map(Number);
  return year ? [year, month || 1, day || 1] : otherwise;
}

async function pickDate(layers: HTMLElement, label: string, props: Props): Promise<string | null> {
  const from = dateParts(props.start, [1900, 1, 1]);
  const to = dateParts(props.end, [2100, 12, 31]);
  const now = new Date();
  let [year, month, day] = dateParts(props.value, [now.getFullYear(), now.getMonth() + 1, now.getDate()]);
  const years = upTo(from[0], to[0]);
  const monthsNow = () => upTo(year === from[0] ? from[1] : 1, year === to[0] ? to[1] : 12);
  const daysNow = () => {
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const first = year === from[0] && month === from[1] ? from[2] : 1;
    return upTo(first, year === to[0] && month === to[1] ? Math.min(last, to[2]) : last);
  };
  const within = (list: number[], wanted: number) => list[Math.max(0, list.indexOf(wanted))] ?? list[0] ?? 1;
  const redrawDays = () => {
    day = within(daysNow(), day);
    dayWheel.show(
      daysNow().map((n) => `${n}日`),
      daysNow().indexOf(day),
    );
  };
  const dayWheel = new Wheel('日', [], 0, (index) => {
    day = daysNow()[index] ?? day;
  });
  const monthWheel = new Wheel('月', [], 0, (index) => {
    month = monthsNow()[index] ?? month;
    redrawDays();
  });
  const redrawMonths = () => {
    month = within(monthsNow(), month);
    monthWheel.show(
      monthsNow().map((n) => `${n}月`),
      monthsNow().indexOf(month),
    );
    redrawDays();
  };
  const yearWheel = new Wheel(
    '年',
    years.map((n) => `${n}年`),
    years.indexOf(year),
    (index) => {
      year = years[index] ?? year;
      redrawMonths();
    },
  );
  year = within(years, year);
  redrawMonths();
  const parts = props.fields === 'year' ? 1 : props.fields === 'month' ? 2 : 3;
  const chosen = await openWheels(layers, label, [yearWheel, monthWheel, dayWheel].slice(0, parts));
  return chosen && [String(year), two(month), two(day)].slice(0, parts).join('-');
}

async function pickRegion(layers: HTMLElement, label: string, props: Props): Promise<unknown | null> {
  const value = Array.isArray(props.value) ? props.value.map(String) : [];
  let province = Math.max(
    0,
    REGIONS.findIndex(({ name }) => name === value[0]),
  );
  const cities = () => REGIONS[province]?.cities ?? [];
  let city = Math.max(
    0,
    cities().findIndex(({ name }) => name === value[1]),
  );
  const districts = () => cities()[city]?.districts ?? [];
  const start = districts().findIndex(([name]) => name === value[2]);
  const districtWheel = new Wheel(
    '区县',
    districts().map(([name]) => name),
    start,
    () => {},
  );
  const cityWheel = new Wheel(
    '城市',
    cities().map(({ name }) => name),
    city,
    (index) => {
      city = index;
      districtWheel.show(
        districts().map(([name]) => name),
        0,
      );
    },
  );
  const provinceWheel = new Wheel(
    '省份',
    REGIONS.map(({ name }) => name),
    province,
    (index) => {
      province = index;
      city = 0;
      cityWheel.show(
        cities().map(({ name }) => name),
        0,
      );
      districtWheel.show(
        districts().map(([name]) => name),
        0,
      );
    },
  );
  const chosen = await openWheels(layers, label, [provinceWheel, cityWheel, districtWheel]);
  const district = districts()[chosen?.[2] ?? 0];
  const inCity = cities()[city];
  const inProvince = REGIONS[province];
  if (!chosen || !district || !inCity || !inProvince) return null;
  return {
    value: [inProvince.name, inCity.name, district[0]],
    code: [inProvince.code, inCity.code, district[1]],
    postcode: inCity.postcode,
  };
}
