export { AuditModule } from './audit.module.js';
export { replay, type ReplayResult } from './replay.js';
