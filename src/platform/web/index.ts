export { addressOf } from './address.js';
export { Authenticator, ElsewhereFirst, type Place, type SignedIn } from './authenticator.js';
export { column, csvFile, type CsvColumn, instantColumn, moneyColumn, wholeList } from './csv.js';
export { Fragment, isLocalPath, Me, Needs, Page, Public, seeOther, type SeeOther, Submission } from './routes.js';
export { TakesFile, Upload } from './take-files.js';
export { isHtmx, type UploadedFile, type WebReply, type WebRequest } from './web-request.js';
