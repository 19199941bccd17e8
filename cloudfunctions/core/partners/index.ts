export {
  createPartner,
  findPartner,
  type Issued,
  listPartners,
  rememberedPartner,
  rotatePartner,
  switchOffPartner,
} from './keys';
export { type Partner, type PartnerInput, partnerInput, rights } from './partner';
export { type Arriving, clearRequests, registerRequest, SKEW_MS } from './requests';
export { hashOfSecret, secretOf } from './secret';
export { isSignedWith, type QueryValue, type Signed, signatureOf, targetOf } from './signature';
