/** Which column is which, by what people write above it. Pure. */
import type { Line } from './table';

export type Column = 'phone' | 'card' | 'points' | 'until' | 'growth' | 'tier';

const NAMES: Record<Column, readonly string[]> = {
  phone: ['手机号', '手机', '手机号码', '电话', '联系电话', '会员手机', '会员手机号', 'phone', 'mobile'],
  card: ['卡号', '会员卡号', '会员卡', '卡', '会员编号', 'card'],
  points: ['积分', '可用积分', '积分余额', '剩余积分', '当前积分', '会员积分', 'points'],
  until: ['到期日', '到期日期', '积分到期日', '积分到期', '有效期', '有效期至', '积分有效期', '过期日期'],
  growth: ['成长值', '累计成长值', '经验值', '成长', 'growth'],
  tier: ['等级', '会员等级', '级别', '会员级别', 'tier'],
};

export interface Heading {
  /** Column -> its place in a row. */
  places: Partial<Record<Column, number>>;
  /** As they are called in the file. */
  columns: string[];
  ignored: string[];
}

/** Null when nothing says who the rows are about. Of two columns of one meaning the first counts. */
export function headingOf({ cells }: Line): Heading | null {
  const heading: Heading = { places: {}, columns: [], ignored: [] };
  cells.forEach((cell, place) => {
    const column = columnNamed(cell);
    if (column !== null && heading.places[column] === undefined) {
      heading.places[column] = place;
      heading.columns.push(cell.slice(0, 20));
    } else if (cell !== '') heading.ignored.push(cell.slice(0, 20));
  });
  return heading.places.phone === undefined && heading.places.card === undefined ? null : heading;
}

function columnNamed(text: string): Column | null {
  // '积分(分)', '积分（元）', '* 手机号'
  const name = text.replace(/\(.*?\)|[\s*:_-]/g, '').toLowerCase();
  const found = (Object.entries(NAMES) as [Column, readonly string[]][]).find(([, names]) => names.includes(name));
  return found ? found[0] : null;
}

export function cellOf({ places }: Heading, { cells }: Line, column: Column): string {
  const place = places[column];
  return place === undefined ? '' : (cells[place] ?? '');
}
