export { DepositsModule } from './deposits.module.js';
export { DepositReceipts, type DepositAnswer } from './application/deposit-receipts.js';
export { UndoDeposit } from './application/undo-deposit.js';
export { TickOffDeposit } from './application/tick-off-deposit.js';
export { TakeTickOff } from './application/take-tick-off.js';
export { DepositedMoneyReturned, DepositUndone, PaymentsDeposited } from './domain/events.js';
