export { WorklistsModule } from './worklists.module.js';
export { AssignWorkItem } from './application/assign-work-item.js';
export { FinishWorkItem } from './application/finish-work-item.js';
