/** A plan as somebody reads it who has never deployed anything. Values of variables are never in it. */
import type { Found, Step } from './model';
import type { Plan, VariableState } from './plan';

/** What a step is about, and what happens to it. */
function told(step: Step): [about: string, text: string] {
  switch (step.kind) {
    case 'create-collection':
      return [`集合 ${step.collection}`, '新建'];
    case 'close-collection':
      return [
        `集合 ${step.collection}`,
        step.was === null ? '只许云函数读写' : `只许云函数读写（现在是 ${step.was || '不明'}）`,
      ];
    case 'create-indexes':
      return [`集合 ${step.collection}`, `建索引 ${step.indexes.map(({ name }) => name).join('、')}`];
    case 'drop-indexes':
      return [`集合 ${step.collection}`, `删去不用的索引 ${step.names.join('、')}`];
    case 'create-function':
      return [
        `云函数 ${step.name}`,
        `新建（${step.memoryMb} MB，时限 ${step.timeoutS} 秒${variablesOf(step.variables)}）`,
      ];
    case 'configure-function':
      return [`云函数 ${step.name}`, step.what.join('、')];
    case 'upload-code':
      return [`云函数 ${step.name}`, '上传新的代码'];
    case 'delete-trigger':
      return [`云函数 ${step.name}`, `去掉定时 ${step.trigger}`];
    case 'create-trigger':
      return [`云函数 ${step.name}`, `定时运行（${step.cron}）`];
    case 'set-call-rule':
      return ['云函数的安全规则', step.what.join('、')];
    case 'set-route':
      return [`网址 https://${step.domain}${step.path}`, `${step.there ? '改为' : ''}通到云函数 ${step.functionName}`];
  }
}

export function lineOf(step: Step): string {
  return told(step).join('：');
}

/** One line for each thing, however many steps it takes. */
export function planLines(steps: readonly Step[]): string[] {
  const lines: { about: string; texts: string[] }[] = [];
  for (const step of steps) {
    const [about, text] = told(step);
    const last = lines.at(-1);
    if (last?.about === about) last.texts.push(text);
    else lines.push({ about, texts: [text] });
  }
  return lines.map(({ about, texts }) => `${about}：${texts.join('；')}`);
}

const STATES: Record<VariableState, string> = {
  set: '设上',
  changed: '换成这里给出的',
  kept: '保持云上原样',
  absent: '没有给，不用它',
};

export function variableLines({ variables }: Plan): string[] {
  return Object.entries(variables).map(([name, state]) => `${name}：${STATES[state]}`);
}

export function environmentLine({ id, alias, source }: Found['environment']): string {
  const where = source === 'miniapp' ? '小程序云开发' : `来源 ${source || '不明'}`;
  return `环境 ${id}（${alias ? `别名 ${alias}，` : ''}${where}）`;
}

function variablesOf(variables: object): string {
  const names = Object.keys(variables);
  return names.length === 0 ? '' : `，变量 ${names.join('、')}`;
}
