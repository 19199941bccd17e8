/** aggregate: stages in, rows out. Never transactional. */
import { type Aggregation, runPipeline, type StageAsked } from '../aggregate/pipeline';
import { decode, encode } from '../extended-json';
import { invalidParam, refusing } from '../refusals';
import type { Body } from '../request';
import { isDocument } from '../values/order';

function stagesOf(body: Body, nowMs: number): StageAsked[] {
  if (!Array.isArray(body.stages)) throw invalidParam('stages must be a list');
  return body.stages.map((stage: unknown) => {
    if (!isDocument(stage) || typeof stage.stageKey !== 'string' || typeof stage.stageValue !== 'string') {
      throw invalidParam('each stage needs stageKey and stageValue');
    }
    const { stageKey, stageValue } = stage;
    return { name: stageKey, operand: refusing(() => decode(stageValue, nowMs)) };
  });
}

export function aggregate(body: Body, aggregation: Aggregation): Record<string, unknown> {
  const stages = stagesOf(body, aggregation.nowMs);
  const list = refusing(() => runPipeline(stages, aggregation).map((row) => encode(row, 'hex')));
  return { data: { list } };
}
