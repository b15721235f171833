export { RemittancesModule } from './remittances.module.js';
export { AddClaim } from './application/add-claim.js';
export { AttachRemittance } from './application/attach-remittance.js';
export { AddProviderLine } from './application/add-provider-line.js';
export { ChangeRemittance } from './application/change-remittance.js';
export { PostRemittance } from './application/post-remittance.js';
export { StartRemittance } from './application/start-remittance.js';
export { TypeLine } from './application/type-line.js';
