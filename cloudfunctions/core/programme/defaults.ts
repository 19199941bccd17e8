import type { Programme } from './programme';

/** What holds until the merchant publishes a programme. */
export const defaultProgramme: Programme = {
  shape: 1,
  version: 1,
  zone: 'Asia/Shanghai',
  validity: { kind: 'rolling', months: 12 },
  joining: { points: 0 },
  checkIn: {
    steps: [{ from: 1, points: 5 }],
    milestones: [
      { streak: 7, every: true, points: 20, right: null },
      { streak: 30, every: true, points: 0, right: { code: 'streak30', name: '连签 30 天专享礼' } },
    ],
    makeUp: { perMonth: 2, windowDays: 7 },
  },
  tiers: [{ code: 'regular', name: '普通会员', material: 'paper' }],
};
