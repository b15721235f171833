export { DocumentsModule } from './documents.module.js';
export { IssueStatement } from './application/issue-statement.js';
export { IssueSuperbill } from './application/issue-superbill.js';
export { PrintDocumentAgain } from './application/print-document-again.js';
