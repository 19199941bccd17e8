export { consequences } from './consequences';
export { saveCare, savePayment, shopCare, shopPayment } from './money';
export { shopOverview } from './overview';
export { saveNotices, shopNotices } from './sending';
export { saveLook, saveTexts, shopLook, shopModules, shopTexts, switchModule } from './shop';
