/** $near $nearSphere $geoWithin $geoIntersects. */
import { BadRequest } from '../refusals';
import { type Document, isDocument } from '../values/order';
import { splitPath, valuesAt } from '../values/paths';
import {
  angleTo,
  EARTH_RADIUS_M,
  intersects,
  type Position,
  positionsOf,
  type Shape,
  shapeAsked,
  shapeOf,
  within,
} from './geometry';
import type { QueryOperator, Test } from './operator';

/** An array of geometries counts by each; a legacy pair is itself an array. */
export function shapesAt(document: Document, parts: string[]): Shape[] {
  return valuesAt(document, parts).flatMap((value) => {
    const shape = shapeOf(value);
    if (shape) return [shape];
    return Array.isArray(value) ? value.map(shapeOf).filter((each) => each !== undefined) : [];
  });
}

function anyShape(path: string, passes: (shape: Shape) => boolean): Test {
  const parts = splitPath(path);
  return (document) => shapesAt(document, parts).some(passes);
}

export interface Near {
  path: string;
  centre: Position;
  /** Metres. */
  min: number;
  max: number;
}

function metres(name: string, value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value !== 'number' || !(value >= 0)) throw new BadRequest(`${name} must be non-negative`);
  return value;
}

export function nearAsked(path: string, operand: unknown): Near {
  if (!isDocument(operand) || !('$geometry' in operand)) throw new BadRequest('$near requires a $geometry point');
  const [centre] = shapeAsked(operand.$geometry).points;
  if (!centre) throw new BadRequest('$near requires a point');
  return {
    path,
    centre,
    min: metres('$minDistance', operand.$minDistance, 0),
    max: metres('$maxDistance', operand.$maxDistance, Number.POSITIVE_INFINITY),
  };
}

/** Metres to the nearest geometry of the field; undefined without one. */
export function distanceTo(document: Document, { path, centre }: Pick<Near, 'path' | 'centre'>): number | undefined {
  const shapes = shapesAt(document, splitPath(path));
  if (shapes.length === 0) return undefined;
  return Math.min(...shapes.map((shape) => EARTH_RADIUS_M * angleTo(shape, centre)));
}

/** Filters here; the order by distance is made by whoever lists the rows. */
const $nearSphere: QueryOperator = (path, operand) => {
  const near = nearAsked(path, operand);
  return (document) => {
    const distance = distanceTo(document, near);
    return distance !== undefined && distance >= near.min && distance <= near.max;
  };
};

function centreAndAngle(operand: unknown): [Position, number] {
  const [centre, angle] = Array.isArray(operand) ? operand : [];
  const [position] = shapeAsked(centre).points;
  if (!position || typeof angle !== 'number' || angle < 0)
    throw new BadRequest('$centerSphere needs a point and an angle in radians');
  return [position, angle];
}

const $geoWithin: QueryOperator = (path, operand) => {
  const asked = isDocument(operand) ? operand : {};
  if ('$centerSphere' in asked) {
    const [centre, angle] = centreAndAngle(asked.$centerSphere);
    return anyShape(path, (shape) =>
      positionsOf(shape).every((position) => angleTo({ points: [position], lines: [], polygons: [] }, centre) <= angle),
    );
  }
  if (!('$geometry' in asked))
    throw new BadRequest(`$geoWithin: only $geometry and $centerSphere are known, given ${Object.keys(asked).join()}`);
  const area = shapeAsked(asked.$geometry);
  if (area.polygons.length === 0) throw new BadRequest('$geoWithin needs a Polygon or MultiPolygon');
  return anyShape(path, (shape) => within(shape, area));
};

const $geoIntersects: QueryOperator = (path, operand) => {
  const area = shapeAsked(isDocument(operand) ? operand.$geometry : undefined);
  return anyShape(path, (shape) => intersects(shape, area));
};

export const geoOperators = { $near: $nearSphere, $nearSphere, $geoWithin, $geoIntersects };
