import type { LandingFace } from '../../views/landing';

/** Who invites, and what the newcomer gets (views/landing.ts: LandingFace). Nothing in it is tapped: Moments shows it as well. */
Component({
  properties: {
    view: { type: Object, value: { shop: {}, tickets: [], also: [] } as unknown as Partial<LandingFace> },
  },
});
