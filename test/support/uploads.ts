import { newId } from '../../src/platform/ids.js';
import { FormTokens } from '../../src/platform/web/form-tokens.js';
import type { ClinicWeb } from './clinic-web.js';

/** Posts a form with a file, as a browser does; no file: its field is left alone. */
export async function upload(web: ClinicWeb, who: string, url: string, fields: Record<string, string>, file?: { name: string; bytes: Buffer }): Promise<{ status: number; body: string; location: string | undefined }> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ _token: web.app.get(FormTokens).issue(who), submission: newId(), ...fields })) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(file?.bytes ?? [])]), file?.name ?? '');
  const request = new Request('http://clinic.test/', { method: 'POST', body: form });
  const headers = { host: 'clinic.test', 'x-person': who, 'hx-request': 'true', 'content-type': request.headers.get('content-type')! };
  const answer = await web.app.inject({ method: 'POST', url, headers, payload: Buffer.from(await request.arrayBuffer()) });
  return { status: answer.statusCode, body: answer.body, location: (answer.headers['hx-redirect'] ?? answer.headers.location) as string | undefined };
}
