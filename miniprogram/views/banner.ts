import type { BannerView, HomeView } from '../../typings/api/shopper';
import type { EpochMs } from '../../typings/domain';
import type { Words } from '../words/index';
import { shortGuideView } from './guide';

/** The member day or campaign, ready to draw; the component counts down to `at`. */
export interface BannerFace {
  name: string;
  /** Its rules as sentences, without the name again. */
  lines: string[];
  state: string;
  active: boolean;
  label: string;
  /** The server's instant at which it ends, or begins. */
  at: EpochMs;
  dayWord: string;
  spoken: string;
}

/** The rule's own name stands above its sentence already. */
function withoutName(sentence: string, name: string): string {
  return sentence.startsWith(name) ? sentence.slice(name.length).replace(/^[：:，\s]+/u, '') : sentence;
}

function facing(banner: BannerView, home: HomeView, active: boolean, words: Words): BannerFace {
  const lines = shortGuideView(banner.rows, home.shop.points, words).map(({ text }) => withoutName(text, banner.name));
  const state = active ? words.banner.on : words.banner.soon;
  return {
    name: banner.name,
    lines,
    state,
    active,
    label: active ? words.banner.ends : words.banner.starts,
    at: active ? banner.endsAt : banner.startsAt,
    dayWord: words.banner.day,
    spoken: words.banner.spoken(banner.name, state, lines.join(words.banner.separator)),
  };
}

/** @param now the server's clock; what is drawn from the last visit may be over by now. */
export function bannerView(home: HomeView, now: EpochMs, words: Words): BannerFace | null {
  const { banner } = home;
  if (!banner || now >= banner.endsAt) return null;
  return facing(banner, home, now >= banner.startsAt, words);
}
