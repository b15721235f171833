export { Authenticator, ElsewhereFirst, type Place, type SignedIn } from './authenticator.js';
export { column, csvFile, type CsvColumn, moneyColumn } from './csv.js';
export { Fragment, isLocalPath, Me, Needs, Page, Public, seeOther, type SeeOther, Submission } from './routes.js';
export { isHtmx, type WebReply, type WebRequest } from './web-request.js';
