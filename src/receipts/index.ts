export { ReceiptsModule } from './receipts.module.js';
export { IssueReceipt } from './application/issue-receipt.js';
export { PrintReceiptAgain } from './application/print-receipt-again.js';
