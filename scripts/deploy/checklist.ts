/** Every step between an empty account and an open shop, with what could be checked from here. The guide has the same ones. */
import type { Declared, Found } from './model';
import type { Plan } from './plan';
import { httpBase } from './plan-http';

/** 'hand': only a person can see whether it is done. */
export type Mark = 'done' | 'open' | 'hand';

export interface Seen {
  declared: Declared;
  found: Found;
  variables: Plan['variables'];
}

export interface Row {
  step: number;
  title: string;
  /** What was seen, or what to do. */
  look?: (seen: Seen) => { mark: Mark; text: string };
}

const DONE = { mark: 'done' as const, text: '' };

export const CHECKLIST: readonly Row[] = [
  { step: 1, title: '注册小程序，做微信认证和小程序备案' },
  { step: 2, title: '记下 AppID，生成代码上传密钥' },
  {
    step: 3,
    title: '在微信开发者工具里开通云开发，新建环境',
    look: ({ found: { environment } }) =>
      environment.source === 'miniapp'
        ? DONE
        : {
            mark: 'open',
            text: `这个环境的来源是 ${environment.source || '不明'}，小程序可能连不上：请在开发者工具里新建`,
          },
  },
  { step: 4, title: '选套餐，打开超限按量，设费用提醒' },
  { step: 5, title: '在腾讯云控制台建子用户和 API 密钥', look: () => DONE },
  { step: 6, title: '部署到云上，收好密钥', look: () => DONE },
  {
    step: 7,
    title: '在开发者工具里上传一次云函数，登记云调用权限',
    look: ({ declared: { functions } }) => {
      const names = Object.keys(functions).filter((name) => (functions[name]?.openapi.length ?? 0) > 0);
      return { mark: 'hand', text: `要上传的是 ${names.join('、')}；以后权限变了才要再做` };
    },
  },
  { step: 8, title: '填写用户隐私保护指引' },
  { step: 9, title: '选订阅消息模板，填进店铺设置' },
  { step: 10, title: '开通手机号快速验证' },
  {
    step: 11,
    title: '打开 HTTP 访问服务，绑定域名',
    look: ({ found }) => {
      const base = httpBase(found);
      if (base === null) return { mark: 'open', text: '还没有网址；收银机要接进来，或用 API v3 收款，就要打开它' };
      const own = found.domains.some(({ isDefault }) => !isDefault);
      return own
        ? { mark: 'done', text: `收银机用 ${base}/partner，支付通知用 ${base}/payment` }
        : { mark: 'open', text: `默认网址 ${base} 只能试用，正式用要绑定备过案的域名` };
    },
  },
  {
    step: 12,
    title: '开通微信支付',
    look: ({ variables: { HUITOUKE_PAY_V3: state } }) =>
      state === undefined || state === 'absent'
        ? { mark: 'hand', text: '不收现金可以跳过；收的话写好 HUITOUKE_PAY_V3 再部署，或用 cloudPay' }
        : { mark: 'done', text: '商户的钥匙在云上了' },
  },
  { step: 13, title: '发货信息管理' },
  {
    step: 14,
    title: '服务器域名',
    look: ({ declared: { functions }, found: { callRule } }) => {
      const open = Object.keys(functions).filter((name) => functions[name]?.anonymous);
      const ruled = open.every((name) => callRule?.[name]?.invoke === true);
      const text = `不用填；控制台里打开「未登录用户访问云资源」，朋友圈里才看得到页面`;
      return { mark: 'hand', text: ruled ? text : `${text}，并让云函数 ${open.join('、')} 不登录也能调用` };
    },
  },
  {
    step: 15,
    title: '用开店码成为店主',
    look: ({ found: { environment } }) => ({
      mark: 'hand',
      text: `npm run setup -- --env ${environment.id} 显示开店码`,
    }),
  },
  { step: 16, title: '体验版：扫码试用，做一遍系统体检' },
  { step: 17, title: '提交审核，发布' },
];

const MARKS: Record<Mark, string> = { done: '✓', open: '!', hand: '·' };

export function checklistLines(seen: Seen): string[] {
  return CHECKLIST.map(({ step, title, look }) => {
    const { mark, text } = look?.(seen) ?? { mark: 'hand' as const, text: '' };
    return `${MARKS[mark]} ${step}. ${title}${text ? `：${text}` : ''}`;
  });
}
