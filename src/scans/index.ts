export { ScansModule } from './scans.module.js';
export { AttachScan } from './application/attach-scan.js';
export { RemoveScan } from './application/remove-scan.js';
