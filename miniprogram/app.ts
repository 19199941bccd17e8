import { CLOUD_ENV } from './config';
import { onOnlineChange, watchNetwork } from './services/network';
import { watchPrivacy } from './services/privacy';
import { readSurroundings } from './services/surroundings';
import { device } from './stores/device';
import { invitation } from './stores/invitation';
import { membership } from './stores/membership';
import { settings } from './stores/settings';

App({
  onLaunch() {
    const surroundings = readSurroundings();
    device.start(surroundings);
    settings.start(surroundings);
    watchNetwork();
    onOnlineChange((online) => {
      if (online) void membership.refresh();
    });
    watchPrivacy();
    wx.cloud.init(CLOUD_ENV ? { env: CLOUD_ENV } : {});
    invitation.start();
    membership.start();
  },
});
