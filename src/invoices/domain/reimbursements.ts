import type { Reimbursement } from './reimbursement.js';

export abstract class Reimbursements {
  abstract one(id: string): Promise<Reimbursement>;
  abstract add(reimbursement: Reimbursement): void;
  abstract isVoided(invoiceId: string): Promise<boolean>;
}
