import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { projectRoot } from '../database/db-folder.js';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

interface Asset {
  type: string;
  bytes: Buffer;
  gzipped: Buffer | undefined;
  version: string;
}

const packages = createRequire(import.meta.url);
const assets = new Map<string, Asset>();

/**
 * Reads every file once: what is not in the list cannot be asked for, whatever the address looks like.
 */
function load(): Map<string, Asset> {
  if (assets.size > 0) return assets;
  const htmx = dirname(packages.resolve('htmx.org/package.json'));
  const inter = dirname(packages.resolve('@fontsource-variable/inter/package.json'));
  addFolder('/static/', join(projectRoot(), 'static'), () => true);
  addFolder('/vendor/htmx/', join(htmx, 'dist'), (name) => name === 'htmx.min.js');
  addFolder('/vendor/inter/', join(inter, 'files'), (name) => name.startsWith('inter-latin'));
  return assets;
}

function addFolder(prefix: string, folder: string, wants: (name: string) => boolean): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const type = TYPES[extname(name)];
    if (type === undefined || !wants(name)) continue;
    const bytes = readFileSync(join(folder, name));
    const gzipped = /^(text|image\/svg)/.test(type) ? gzipSync(bytes, { level: 9 }) : undefined;
    assets.set(`${prefix}${name}`, { type, bytes, gzipped, version: createHash('sha256').update(bytes).digest('hex').slice(0, 12) });
  }
}

/** `app.css` → `/static/app.css?v=1f3a…`: the address changes with the content, so the browser may keep it for good. */
export function asset(name: string): string {
  const path = name.startsWith('vendor/') ? `/${name}` : `/static/${name}`;
  const found = load().get(path);
  if (!found) throw new Error(`${path} is not among the assets.`);
  return `${path}?v=${found.version}`;
}

export function isAsset(url: string): boolean {
  return url.startsWith('/static/') || url.startsWith('/vendor/');
}

export function serveAssets(fastify: FastifyInstance): void {
  load();
  for (const pattern of ['/static/*', '/vendor/*']) fastify.get(pattern, serve);
}

function serve(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = '', query = ''] = request.url.split('?', 2);
  const found = assets.get(path);
  if (!found) return reply.status(404).header('Cache-Control', 'no-store').type('text/plain; charset=utf-8').send('There is no such file here.');
  const tag = `"${found.version}"`;
  reply.header('ETag', tag).header('Vary', 'Accept-Encoding').header('Cache-Control', cacheControl(path, query));
  if (request.headers['if-none-match'] === tag) return reply.status(304).send();
  reply.type(found.type);
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  return found.gzipped && takesGzip ? reply.header('Content-Encoding', 'gzip').send(found.gzipped) : reply.send(found.bytes);
}

/** Versioned addresses and fonts never change what they hold; others are asked for again after five minutes. */
function cacheControl(path: string, query: string): string {
  const isFixed = path.startsWith('/vendor/inter/') || /(^|&)v=/.test(query);
  return isFixed ? 'public, max-age=31536000, immutable' : 'public, max-age=300';
}
