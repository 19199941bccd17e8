import { makeAutoObservable, runInAction } from 'mobx-miniprogram';
import type { PosterView } from '../../../typings/api/friends';
import { call, type Outcome, type Problem } from '../../services/cloud';
import { membership } from '../../stores/membership';
import { type Saved, type Shared, saveToAlbum, shareMenu } from '../services/album';
import { draw } from '../services/board';
import { posterFacts } from '../views/poster/facts';
import { LAYOUTS, type PosterLayout, posterLayout } from '../views/poster/layouts';
import { shopperWords } from '../words/index';

/** What a poster needs of the world; each ends in time, none throws. */
export interface PosterWorld {
  ask(): Promise<Outcome<'invite.poster'>>;
  /** Null: it could not be drawn. */
  draw(layout: PosterLayout, view: PosterView): Promise<string | null>;
  share(path: string): Promise<Shared>;
  save(path: string): Promise<Saved>;
}

/** asking → drawing → shown; card: no poster can be made, the card is sent instead; failed: nothing is known, ask again. */
export type PosterFace = 'asking' | 'drawing' | 'shown' | 'card' | 'failed';
/** What the last tap came to, as far as there is something to say of it. */
export type PosterSaid = '' | 'saved' | 'denied' | 'privacyOff' | 'saveFailed' | 'shareFailed' | 'quiet';

type Picture = { state: 'none' | 'drawing' | 'lost'; path: '' } | { state: 'drawn'; path: string };

const NONE: Picture = { state: 'none', path: '' };
const fresh = (): Record<PosterLayout, Picture> => ({ card: NONE, ticket: NONE, photo: NONE });

/** The poster page: from the question to a picture that has left the program. Whatever fails, there is a next step. */
export class Poster {
  view: PosterView | null = null;
  problem: Problem | null = null;
  chosen: PosterLayout = 'card';
  pictures = fresh();
  busy: '' | 'share' | 'save' = '';
  said: PosterSaid = '';
  private visit = 0;

  constructor(private readonly world: PosterWorld) {
    makeAutoObservable<Poster, 'visit' | 'world'>(this, { visit: false, world: false });
  }

  get face(): PosterFace {
    if (!this.view) return this.problem ? 'failed' : 'asking';
    const { state } = this.pictures[this.chosen];
    if (state === 'drawn') return 'shown';
    return this.view.picture === null || state === 'lost' ? 'card' : 'drawing';
  }

  get path(): string {
    return this.pictures[this.chosen].path;
  }

  async open(): Promise<void> {
    this.leave();
    const { visit } = this;
    const outcome = await this.world.ask();
    if (visit !== this.visit) return;
    runInAction(() => {
      if (outcome.ok) this.view = outcome.data;
      else this.problem = outcome.problem;
    });
    await this.drawAll(visit);
  }

  leave(): void {
    this.visit += 1;
    this.view = null;
    this.problem = null;
    this.pictures = fresh();
    this.busy = '';
    this.said = '';
  }

  choose(layout: PosterLayout): void {
    this.chosen = layout;
    this.said = '';
  }

  async share(): Promise<void> {
    await this.send('share', (path) => this.world.share(path));
  }

  async save(): Promise<void> {
    await this.send('save', (path) => this.world.save(path));
  }

  /** Back from the settings: what was asked for is done, or the way there stays open. */
  async settled(granted: boolean): Promise<void> {
    if (granted) await this.save();
  }

  /** The chosen one first, then the others, so that turning to them needs no waiting. */
  private async drawAll(visit: number): Promise<void> {
    const { view } = this;
    if (!view || view.picture === null) return;
    for (;;) {
      const next = [this.chosen, ...LAYOUTS].find((layout) => this.pictures[layout].state === 'none');
      if (next === undefined) return;
      this.put(next, { state: 'drawing', path: '' });
      const path = await this.world.draw(next, view);
      if (visit !== this.visit) return;
      this.put(next, path === null ? { state: 'lost', path: '' } : { state: 'drawn', path });
    }
  }

  private put(layout: PosterLayout, picture: Picture): void {
    runInAction(() => {
      this.pictures = { ...this.pictures, [layout]: picture };
    });
  }

  private async send(way: 'share' | 'save', work: (path: string) => Promise<Saved>): Promise<void> {
    const { path, visit } = this;
    if (path === '' || this.busy !== '') return;
    this.busy = way;
    this.said = '';
    const ended = await work(path);
    if (visit !== this.visit) return;
    runInAction(() => {
      this.busy = '';
      this.said = way === 'share' ? SAID_SHARED[ended] : SAID_SAVED[ended];
    });
  }
}

/** Somebody may still be looking at the menu: silence is nothing to speak of. */
const SAID_SHARED: Record<Saved, PosterSaid> = {
  done: '',
  cancelled: '',
  quiet: '',
  failed: 'shareFailed',
  denied: 'shareFailed',
  privacy: 'shareFailed',
};
const SAID_SAVED: Record<Saved, PosterSaid> = {
  done: 'saved',
  cancelled: '',
  quiet: 'quiet',
  failed: 'saveFailed',
  denied: 'denied',
  privacy: 'privacyOff',
};

export const poster = new Poster({
  ask: async () => {
    // The shop's colours come with home.
    const [outcome] = await Promise.all([call('invite.poster', {}), membership.ensure()]);
    return outcome;
  },
  draw: (layout, view) => {
    const light = membership.home?.shop.colours.light ?? {};
    return draw(posterLayout(layout, posterFacts(view, light, shopperWords())), {
      code: view.picture,
      avatar: view.inviter.avatar,
      logo: view.shop.logo,
      photo: layout === 'photo' ? view.photo : null,
    });
  },
  share: shareMenu,
  save: saveToAlbum,
});
