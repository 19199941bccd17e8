/** How money is taken, as it is edited: what belongs to one way stays typed while another is looked at. Pure. */
import type { Payment, PaymentView } from '../../../typings/api/shop';
import type { ShopWords } from '../words/shop/zh-Hans';
import type { Errors, Field, Section } from './form';

type Adapter = Payment['pay']['adapter'];

export interface PayDraft {
  trade: string;
  pay: { adapter: Adapter; subMchId: string; mchId: string; appId: string; notifyUrl: string };
  payWithinMinutes: number;
  tellShipping: boolean;
}

export function payDraft({ pay, ...rest }: Payment): PayDraft {
  return { ...rest, pay: { subMchId: '', mchId: '', appId: '', notifyUrl: '', ...pay } };
}

export function payOf({ pay, ...rest }: PayDraft): Payment {
  const { adapter } = pay;
  const [subMchId, mchId, appId, notifyUrl] = [pay.subMchId, pay.mchId, pay.appId, pay.notifyUrl].map((each) =>
    each.trim(),
  ) as [string, string, string, string];
  if (adapter === 'none') return { ...rest, pay: { adapter } };
  return { ...rest, pay: adapter === 'cloudPay' ? { adapter, subMchId } : { adapter, mchId, appId, notifyUrl } };
}

export function paySections(
  { trade, pay }: PayDraft,
  trades: PaymentView['trades'],
  { pay: words }: ShopWords,
): Section[] {
  const options = trades.map(({ code, cloudPay }) => ({
    value: code,
    label: words.trades[code] ?? code,
    ...(cloudPay ? {} : { hint: words.noCloudPay }),
  }));
  const barred = trades.some(({ code, cloudPay }) => code === trade && !cloudPay);
  const adapters: Adapter[] = barred ? ['none', 'v3'] : ['none', 'cloudPay', 'v3'];
  const ways = adapters.map((value) => ({ value, label: words.adapters[value], hint: words.adapterHints[value] }));
  return [
    {
      title: words.sections.trade,
      fields: [{ type: 'choice', name: 'trade', label: words.trade, options, required: true }],
    },
    {
      title: words.sections.how,
      fields: [
        {
          type: 'choice',
          name: 'pay.adapter',
          label: words.adapter,
          hint: words.adapterHints[pay.adapter],
          options: ways,
          required: true,
        },
        ...merchantFields(pay.adapter, words),
      ],
    },
    {
      title: words.sections.rest,
      fields: [
        {
          type: 'whole',
          name: 'payWithinMinutes',
          label: words.minutes,
          hint: words.minutesHint,
          from: 5,
          to: 120,
          unit: 'minutes',
          required: true,
        },
        { type: 'switch', name: 'tellShipping', label: words.tellShipping, hint: words.tellShippingHint },
      ],
    },
  ];
}

function merchantFields(adapter: Adapter, words: ShopWords['pay']): Field[] {
  const line = (name: string, label: string, hint: string, max: number): Field => ({
    type: 'line',
    name: `pay.${name}`,
    label,
    hint,
    max,
    required: true,
  });
  if (adapter === 'cloudPay') return [line('subMchId', words.merchant, words.merchantHint, 10)];
  if (adapter === 'none') return [];
  return [
    line('mchId', words.merchant, words.merchantHint, 10),
    line('appId', words.appId, words.appIdHint, 18),
    line('notifyUrl', words.notifyUrl, words.notifyHint, 255),
  ];
}

/** What each field cannot see by itself; the cloud holds it to the same. */
export function payErrors({ trade, pay }: PayDraft, trades: PaymentView['trades'], { pay: words }: ShopWords): Errors {
  const errors: Record<string, string> = {};
  const wrong = (path: string, value: string, pattern: RegExp, sentence: string) => {
    if (value.trim() && !pattern.test(value.trim())) errors[path] = sentence;
  };
  if (pay.adapter === 'cloudPay') {
    wrong('pay.subMchId', pay.subMchId, /^\d{8,10}$/, words.wrongMerchant);
    if (trades.some(({ code, cloudPay }) => code === trade && !cloudPay)) errors['pay.adapter'] = words.noCloudPay;
  }
  if (pay.adapter === 'v3') {
    wrong('pay.mchId', pay.mchId, /^\d{8,10}$/, words.wrongMerchant);
    wrong('pay.appId', pay.appId, /^wx[0-9a-f]{16}$/, words.wrongAppId);
    wrong('pay.notifyUrl', pay.notifyUrl, /^https:\/\/\S+$/, words.wrongUrl);
  }
  return errors;
}
