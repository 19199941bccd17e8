/** The demo shop's templates. Their ids are nobody's: on this machine WeChat's messages land in the side panel. */
import type { Messages } from '../../cloudfunctions/core/messaging';

export const demoMessages: Messages = {
  shape: 1,
  list: [
    {
      kind: 'memberDay',
      templateId: 'demo-member-day-000000000000000000000000001',
      fields: { thing1: 'name', date2: 'day', thing3: 'shop' },
    },
    {
      kind: 'pointsEnding',
      templateId: 'demo-points-ending-000000000000000000000002',
      fields: { number1: 'amount', date2: 'day', thing3: { text: '到期前都可以在商城里兑换' } },
    },
    {
      kind: 'couponEnding',
      templateId: 'demo-coupon-ending-000000000000000000000003',
      fields: { thing1: 'coupon', number2: 'count', date3: 'day' },
    },
    {
      kind: 'tierWarning',
      templateId: 'demo-tier-warning-0000000000000000000000004',
      fields: { thing1: 'tier', thing2: 'to', number3: 'missing', date4: 'day' },
    },
    {
      kind: 'redemptionReady',
      templateId: 'demo-redemption-ready-000000000000000000005',
      fields: { thing1: 'name', thing2: 'shop', date3: 'day' },
    },
    {
      kind: 'rewardPaid',
      templateId: 'demo-reward-paid-00000000000000000000000006',
      fields: { thing1: 'name', number2: 'amount', thing3: 'points' },
    },
  ],
  quiet: { from: '21:00', to: '09:00' },
  perDay: 2,
  channels: { officialAccount: [], sms: [] },
};
