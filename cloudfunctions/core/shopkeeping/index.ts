export { consequences } from './consequences';
export { saveCare, savePayment, shopCare, shopPayment } from './money';
export { saveNotices, shopNotices } from './notices';
export { shopOverview } from './overview';
export { saveLook, saveTexts, shopLook, shopModules, shopTexts, switchModule } from './shop';
