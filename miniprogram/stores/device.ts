import { makeAutoObservable } from 'mobx-miniprogram';
import { onOnlineChange } from '../services/network';
import { onBarMoved, onTheme, readBar, type Surroundings, type Theme } from '../services/surroundings';

/** The phone as the pages need it. Lengths in px. */
class Device {
  theme: Theme = 'light';
  online = true;
  /** No movement, only a short cross-fade. */
  still = false;
  bar = { top: 20, capsuleTop: 24, capsuleHeight: 32, capsuleRoom: 96 };

  constructor() {
    makeAutoObservable(this);
  }

  start(found: Surroundings): void {
    this.theme = found.theme;
    this.still = found.weak;
    this.place(found);
    onBarMoved(() => this.place(readBar()));
    onTheme((theme) => this.turn(theme));
    onOnlineChange((online) => this.connect(online));
  }

  place({ statusBarHeight, capsule }: Pick<Surroundings, 'statusBarHeight' | 'capsule'>): void {
    this.bar = {
      top: statusBarHeight,
      capsuleTop: capsule.top,
      capsuleHeight: capsule.height,
      capsuleRoom: capsule.room,
    };
  }

  turn(theme: Theme): void {
    this.theme = theme;
  }

  connect(online: boolean): void {
    this.online = online;
  }
}

export const device = new Device();
