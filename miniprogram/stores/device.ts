import { makeAutoObservable } from 'mobx-miniprogram';
import { onOnlineChange } from '../services/network';
import { onTheme, type Surroundings, type Theme } from '../services/surroundings';

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
    this.bar = {
      top: found.statusBarHeight,
      capsuleTop: found.capsule.top,
      capsuleHeight: found.capsule.height,
      capsuleRoom: found.capsule.room,
    };
    onTheme((theme) => this.turn(theme));
    onOnlineChange((online) => this.connect(online));
  }

  turn(theme: Theme): void {
    this.theme = theme;
  }

  connect(online: boolean): void {
    this.online = online;
  }
}

export const device = new Device();
