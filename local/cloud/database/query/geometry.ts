/** Points, lines and polygons on a sphere. Coordinates are [longitude, latitude] in degrees. */
import { BadRequest } from '../refusals';
import { isDocument } from '../values/order';

export type Position = readonly [number, number];

export interface Shape {
  points: Position[];
  lines: Position[][];
  /** Each polygon: its outline, then its holes. */
  polygons: Position[][][];
}

/** Metres; with it and radians as (π/180)·degrees, distances equal the upstream expectation to the last bit. */
export const EARTH_RADIUS_M = 6378100;

type Vector = readonly [number, number, number];

const radians = (degrees: number): number => (Math.PI / 180) * degrees;

function vector([lng, lat]: Position): Vector {
  const φ = radians(lat);
  const λ = radians(lng);
  return [Math.cos(φ) * Math.cos(λ), Math.cos(φ) * Math.sin(λ), Math.sin(φ)];
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** The angle between two positions, radians. */
export function angleBetween(a: Position, b: Position): number {
  const x = vector(a);
  const y = vector(b);
  const normal = cross(x, y);
  return Math.atan2(Math.sqrt(dot(normal, normal)), dot(x, y));
}

function isPosition(value: unknown): value is Position {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((part) => typeof part === 'number' && Number.isFinite(part)) &&
    Math.abs(value[0]) <= 180 &&
    Math.abs(value[1]) <= 90
  );
}

const positions = (value: unknown): Position[] | undefined =>
  Array.isArray(value) && value.every(isPosition) ? value : undefined;

const rings = (value: unknown): Position[][] | undefined => {
  if (!Array.isArray(value)) return undefined;
  const all = value.map(positions);
  return all.every((ring) => ring !== undefined) ? (all as Position[][]) : undefined;
};

const EMPTY: Shape = { points: [], lines: [], polygons: [] };

function shapeOfType(type: unknown, coordinates: unknown): Shape | undefined {
  switch (type) {
    case 'Point':
      return isPosition(coordinates) ? { ...EMPTY, points: [coordinates] } : undefined;
    case 'MultiPoint': {
      const points = positions(coordinates);
      return points && { ...EMPTY, points };
    }
    case 'LineString': {
      const line = positions(coordinates);
      return line && line.length >= 2 ? { ...EMPTY, lines: [line] } : undefined;
    }
    case 'MultiLineString': {
      const lines = rings(coordinates);
      return lines && { ...EMPTY, lines };
    }
    case 'Polygon': {
      const polygon = rings(coordinates);
      return polygon && { ...EMPTY, polygons: [polygon] };
    }
    case 'MultiPolygon': {
      const polygons = Array.isArray(coordinates) ? coordinates.map(rings) : [];
      return polygons.every((polygon) => polygon !== undefined)
        ? { ...EMPTY, polygons: polygons as Position[][][] }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** GeoJSON or a legacy pair [lng, lat]; undefined for anything else. */
export function shapeOf(value: unknown): Shape | undefined {
  if (isPosition(value)) return { ...EMPTY, points: [value] };
  return isDocument(value) ? shapeOfType(value.type, value.coordinates) : undefined;
}

/** @throws BadRequest when the program's own geometry is malformed */
export function shapeAsked(value: unknown): Shape {
  const shape = shapeOf(value);
  if (!shape) throw new BadRequest(`unknown geo specifier: ${JSON.stringify(value)}`);
  return shape;
}

const outline = (shape: Shape): Position[] => [...shape.points, ...shape.lines.flat(), ...shape.polygons.flat(2)];

export const positionsOf = outline;

/** Radians to the nearest corner of the shape. */
export const angleTo = (shape: Shape, centre: Position): number =>
  Math.min(...outline(shape).map((position) => angleBetween(position, centre)));

const onSegment = ([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): boolean =>
  (bx - ax) * (y - ay) === (by - ay) * (x - ax) &&
  Math.min(ax, bx) <= x &&
  x <= Math.max(ax, bx) &&
  Math.min(ay, by) <= y &&
  y <= Math.max(ay, by);

const segments = (line: Position[]): [Position, Position][] =>
  line.slice(1).map((end, at) => [line[at] as Position, end]);

function insideRing(position: Position, ring: Position[]): boolean {
  const [x, y] = position;
  let inside = false;
  for (const [[ax, ay], [bx, by]] of segments(ring)) {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

const onRing = (position: Position, ring: Position[]): boolean =>
  segments(ring).some(([a, b]) => onSegment(position, a, b));

/** The border belongs to the polygon. Edges are taken as straight in longitude and latitude, exact enough for a town. */
function insidePolygon(position: Position, [outer, ...holes]: Position[][]): boolean {
  if (!outer) return false;
  if (onRing(position, outer)) return true;
  if (!insideRing(position, outer)) return false;
  return !holes.some((hole) => insideRing(position, hole) && !onRing(position, hole));
}

const side = ([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number =>
  Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));

function crosses([a, b]: [Position, Position], [c, d]: [Position, Position]): boolean {
  if (side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)) return true;
  return onSegment(c, a, b) || onSegment(d, a, b) || onSegment(a, c, d) || onSegment(b, c, d);
}

const edges = (shape: Shape): [Position, Position][] => [...shape.lines, ...shape.polygons.flat()].flatMap(segments);

const covers = (shape: Shape, position: Position): boolean =>
  shape.points.some(([x, y]) => x === position[0] && y === position[1]) ||
  shape.lines.some((line) => onRing(position, line)) ||
  shape.polygons.some((polygon) => insidePolygon(position, polygon));

export function intersects(a: Shape, b: Shape): boolean {
  if (outline(a).some((position) => covers(b, position)) || outline(b).some((position) => covers(a, position)))
    return true;
  const others = edges(b);
  return edges(a).some((edge) => others.some((other) => crosses(edge, other)));
}

/** Every corner inside one of the polygons, and no edge leaving it. */
export function within(inner: Shape, area: Shape): boolean {
  const corners = outline(inner);
  return area.polygons.some((polygon) => {
    if (!corners.every((position) => insidePolygon(position, polygon))) return false;
    const middles = edges(inner).map(([[ax, ay], [bx, by]]): Position => [(ax + bx) / 2, (ay + by) / 2]);
    return middles.every((middle) => insidePolygon(middle, polygon));
  });
}
