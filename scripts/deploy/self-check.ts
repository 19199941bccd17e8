/** Asks the deployed functions what they see: the timer's function answers for all (cloudfunctions/timer). */

import { NotSo } from './apply';
import type { CloudApi } from './cloud-api';
import type { Declared } from './model';

interface InvokeAnswer {
  Result?: { InvokeResult?: number; RetMsg?: string; ErrMsg?: string };
}

export interface SelfCheck {
  build: string | null;
  /** Collection -> it could be read. */
  collections: Record<string, boolean>;
  keys: boolean;
  /** Key id -> texts under it, as last counted. */
  sealed?: Record<string, number> | null;
}

export function checkingFunction({ functions }: Declared): string | null {
  return Object.keys(functions).find((name) => functions[name]?.timer !== undefined) ?? null;
}

/** Source: cloud.tencent.com/document/product/583/17243. @throws CloudRefusal @throws NotSo */
export async function selfCheck(api: CloudApi, env: string, name: string): Promise<SelfCheck> {
  const asked = {
    FunctionName: name,
    Namespace: env,
    InvocationType: 'RequestResponse',
    ClientContext: JSON.stringify({ action: 'selfCheck' }),
  };
  const { Result } = await api.call<InvokeAnswer>('scf', 'Invoke', asked);
  if (Result?.InvokeResult !== 0)
    throw new NotSo(`云函数 ${name} 运行出错：${Result?.ErrMsg || Result?.RetMsg || '平台没有说原因'}`);
  const answer = parsed(Result.RetMsg ?? '');
  if (!answer) throw new NotSo(`云函数 ${name} 没有回答自检：它运行的不是这个版本`);
  return answer;
}

function parsed(text: string): SelfCheck | null {
  try {
    const answer = JSON.parse(text) as { ok?: unknown; data?: SelfCheck } | null;
    return answer?.ok === true && answer.data ? answer.data : null;
  } catch {
    return null; // no JSON: another program
  }
}

/** What is wrong, a sentence each. */
export function complaints({ build, collections, keys }: SelfCheck, declared: Declared): string[] {
  const wrong: string[] = [];
  if (build !== declared.build) wrong.push(`运行的是构建 ${build ?? '不明'}，不是 ${declared.build}`);
  const unread = Object.keys(collections).filter((name) => !collections[name]);
  if (unread.length > 0) wrong.push(`读不了集合 ${unread.join('、')}`);
  if (!keys) wrong.push('钥匙不能用：请核对 HUITOUKE_SECRET 和 HUITOUKE_FIELD_KEYS');
  return wrong;
}
