import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import { UnusableRequest } from './refused-form.js';
import type { UploadedFile, WebRequest } from './web-request.js';

export const TAKES_FILE = 'ledgerline:takes-file';

const MEGABYTE = 1024 * 1024;
const MOST_MEGABYTES = 20;
const LIMITS = { fileSize: MOST_MEGABYTES * MEGABYTE, files: 1, fields: 20, fieldSize: 4_096, parts: 25 };
const TOO_LARGE = `The file is larger than ${MOST_MEGABYTES} MB, so nothing was kept. Scan in gray at 300 dpi, or split it.`;
const NO_FILES_HERE = 'This form takes no file. Load the page again.';

/** The route’s form carries one file; everywhere else files are refused before they are read. */
export const TakesFile = (): CustomDecorator => SetMetadata(TAKES_FILE, true);

/** The file of the form; undefined when none was chosen. */
export const Upload = createParamDecorator((_: unknown, context: ExecutionContext): UploadedFile | undefined => context.switchToHttp().getRequest<WebRequest>().upload);

/** Reads a form with a file, once it is known who sends it. */
export async function takeFiles(request: WebRequest, isTaken: boolean): Promise<void> {
  if (!request.isMultipart()) return;
  if (!isTaken) throw new UnusableRequest(415, NO_FILES_HERE);
  const fields = Object.create(null) as Record<string, unknown>;
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type === 'field') fields[part.fieldname] = part.value;
      else request.upload = chosen(part.filename, await part.toBuffer());
    }
  } catch (error) {
    throw refusalOf(error);
  }
  request.body = fields;
}

/** A file field that was left alone arrives without content. */
function chosen(name: string, bytes: Buffer): UploadedFile | undefined {
  return bytes.length === 0 ? undefined : { name, bytes };
}

function refusalOf(error: unknown): unknown {
  const { code = '' } = error as { code?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new UnusableRequest(413, TOO_LARGE);
  if (code.startsWith('FST_')) return new UnusableRequest(413, 'The form holds more than one file or too many fields, so nothing was kept. Choose one file at a time.');
  return error instanceof Error && /multipart|boundary|form/i.test(error.message) ? new UnusableRequest(400, 'The file broke off on its way, so nothing was kept. Choose it again.') : error;
}
