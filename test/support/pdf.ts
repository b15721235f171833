import { inflateSync } from 'node:zlib';

/** The text on each page, as a reader would find it: strings of the content streams, joined. */
export function pagesOf(pdf: Buffer): string[] {
  return contentsOf(pdf).map((text) => [...text.matchAll(/\[((?:<[0-9a-f]*>|[-\d.\s])+)\] TJ/g)].map((match) => wordsOf(match[1]!)).join(' '));
}

/** What is drawn on each page, in the words of PDF. A stream is as long as it says: it may end in bytes that look like a line break. */
export function contentsOf(pdf: Buffer): string[] {
  const latin = pdf.toString('latin1');
  const streams = [...latin.matchAll(/\/Length (\d+)[^>]*>>\s*stream\n/g)].map((head) => inflated(pdf.subarray(head.index + head[0].length, head.index + head[0].length + Number(head[1]))));
  return streams.filter((text) => text.includes(' Tf'));
}

function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString('latin1');
  } catch (error) {
    return String(error);
  }
}

function wordsOf(shown: string): string {
  return [...shown.matchAll(/<([0-9a-f]*)>/g)].map((match) => Buffer.from(match[1]!, 'hex').toString('latin1')).join('');
}
