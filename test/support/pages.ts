/** The text of a page as it is read, tags left out. */
export function words(body: string): string {
  return body.replace(/<[^>]+>/g, ' ').replaceAll('&#39;', '’').replaceAll('&amp;', '&').replace(/\s+/g, ' ');
}

/** `−1,234.50` and `+1,234.50` → cents. */
export function centsOf(text: string): number {
  const digits = Number(text.replace(/[^0-9]/g, ''));
  return text.includes('−') ? 0 - digits : digits;
}

/** Amounts that are links, with where they lead. */
export function amountLinks(body: string): { href: string; cents: number }[] {
  return [...body.matchAll(/<a class="amt[^"]*" href="([^"]+)"[^>]*>([^<]+)/g)].map(([, href, text]) => ({ href: href!.replaceAll('&amp;', '&'), cents: centsOf(text!) }));
}
