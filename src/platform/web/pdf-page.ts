import PDFDocument from 'pdfkit';

const INK = '#1b2426';
const SOFT = '#5b6668';
const ACCENT = '#0f5c63';
const RULE = '#c9d1d2';
const SHADE = '#eef3f3';
const MARGIN = 48;
const WIDTH = 612;
const HEIGHT = 792;
const FOOT = 44;
/** Letters of the standard fonts beyond Latin-1. */
const BEYOND_LATIN_1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const NEAREST: Record<string, string> = { '\u2212': '-', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', '\u00a0': ' ' };

/** Decimals of the currency, and its three letters. */
export interface PrintedCurrency {
  exponent: number;
  currency: string;
}

export interface PdfColumn {
  title: string;
  width: number;
  right?: boolean;
}

export interface Cell {
  text: string;
  /** A second, smaller line below. */
  note?: string;
  bold?: boolean;
}

/** The standard fonts know western letters only: others print as their nearest letter, so that no name turns into boxes. */
export function printable(text: string): string {
  return [...text.normalize('NFC')].map((letter) => {
    if (isPrintable(letter)) return letter;
    const plain = NEAREST[letter] ?? letter.normalize('NFKD').replace(/\p{M}/gu, '');
    return plain !== '' && [...plain].every((each) => isPrintable(each) || each === '-') ? plain : '?';
  }).join('');
}

function isPrintable(letter: string): boolean {
  const code = letter.codePointAt(0)!;
  return (code >= 0x20 && code < 0x7f) || (code > 0xa0 && code <= 0xff) || code === 0x0a || BEYOND_LATIN_1.includes(letter);
}

/** Letter paper, drawn from the top down: what does not fit goes on the next page, and what belongs together stays together. */
export class PdfPage {
  readonly document: PDFKit.PDFDocument;
  y = MARGIN;
  /** Of the paper that is drawn now. */
  #first = 0;
  readonly left = MARGIN;
  readonly right = WIDTH - MARGIN;

  /** The same record gives the same file: its date is the record's, not the moment of printing. */
  constructor(title: string, author: string, onDay: string, private readonly mark: string) {
    const info = { Title: printable(title), Author: printable(author), CreationDate: new Date(`${onDay}T00:00:00Z`) };
    this.document = new PDFDocument({ size: 'LETTER', margin: 0, bufferPages: true, info, lang: 'en-US', displayTitle: true });
    this.#marked();
  }

  get width(): number {
    return this.right - this.left;
  }

  text(text: string, x: number, y: number, options: { size?: number; bold?: boolean; soft?: boolean; accent?: boolean; width?: number; right?: boolean } = {}): number {
    const { size = 9.5, bold = false, soft = false, accent = false, width = this.right - x, right = false } = options;
    const said = printable(text);
    this.document.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size).fillColor(accent ? ACCENT : soft ? SOFT : INK);
    this.document.text(said, x, y, { width, align: right ? 'right' : 'left', lineGap: 1.5 });
    return this.document.heightOfString(said, { width, lineGap: 1.5 });
  }

  heightOf(text: string, width: number, size = 9.5, bold = false): number {
    return this.document.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size).heightOfString(printable(text), { width, lineGap: 1.5 });
  }

  /** Whose paper it is, above a line. */
  letterhead({ name, address, taxId }: { name: string; address: string; taxId: string }): void {
    this.y += this.text(name, this.left, this.y, { size: 15, bold: true, width: this.width - 150 });
    if (taxId) this.text(`Tax ID ${taxId}`, this.right - 140, this.y - 14, { soft: true, size: 9, width: 140, right: true });
    if (address) this.y += this.text(address, this.left, this.y + 2, { soft: true, size: 9, width: this.width - 150 }) + 2;
    this.y += 8;
    this.rule();
    this.y += 14;
  }

  rule(y = this.y, color = RULE): void {
    this.document.moveTo(this.left, y).lineTo(this.right, y).lineWidth(0.6).strokeColor(color).stroke();
  }

  box(x: number, y: number, width: number, height: number): void {
    this.document.roundedRect(x, y, width, height, 5).fillColor(SHADE).fill();
  }

  /** @returns whether a new page was begun for the next so many points */
  need(height: number): boolean {
    if (this.y + height <= HEIGHT - MARGIN - FOOT) return false;
    this.#newPage();
    return true;
  }

  /** Rows with their head repeated on every page; `last` is kept with the row before it. */
  table(columns: readonly PdfColumn[], rows: readonly (readonly Cell[])[], last?: readonly Cell[]): void {
    const heights = rows.map((row) => this.#rowHeight(columns, row));
    const tail = last ? this.#rowHeight(columns, last) : 0;
    this.need(34 + (heights[0] ?? 0) + (rows.length < 2 ? tail : 0));
    this.#head(columns);
    rows.forEach((row, index) => {
      const together = heights[index]! + (index === rows.length - 1 ? tail : 0);
      if (this.need(together)) this.#head(columns);
      this.#row(columns, row, heights[index]!);
    });
    if (last) this.#row(columns, last.map((cell) => ({ ...cell, bold: true })), tail);
  }

  /** Ends the document. */
  finished(foot: string): PDFKit.PDFDocument {
    this.#endPaper(foot);
    this.document.end();
    return this.document;
  }

  /** The next of several papers in one file, each with pages of its own. */
  nextPaper(foot: string): void {
    this.#endPaper(foot);
    this.#first = this.document.bufferedPageRange().count;
    this.#newPage();
  }

  /** The foot of each page says which of how many of its paper it is. */
  #endPaper(foot: string): void {
    const { count } = this.document.bufferedPageRange();
    for (let page = this.#first; page < count; page += 1) {
      this.document.switchToPage(page);
      this.text(foot, this.left, HEIGHT - MARGIN, { size: 8, soft: true, width: this.width - 90 });
      this.text(`Page ${page - this.#first + 1} of ${count - this.#first}`, this.right - 80, HEIGHT - MARGIN, { size: 8, soft: true, width: 80, right: true });
    }
  }

  #newPage(): void {
    this.document.addPage();
    this.#marked();
    this.y = MARGIN;
  }

  #head(columns: readonly PdfColumn[]): void {
    this.document.rect(this.left, this.y, this.width, 30).fillColor(SHADE).fill();
    let x = this.left;
    for (const { title, width, right } of columns) {
      const height = this.heightOf(title, width - 10, 8, true);
      this.text(title, x + 5, this.y + 26 - height, { size: 8, bold: true, accent: true, width: width - 10, right: right ?? false });
      x += width;
    }
    this.y += 30;
  }

  #row(columns: readonly PdfColumn[], row: readonly Cell[], height: number): void {
    let x = this.left;
    row.forEach(({ text, note, bold = false }, index) => {
      const { width, right = false } = columns[index]!;
      const used = this.text(text, x + 5, this.y + 6, { bold, width: width - 10, right, size: 9 });
      if (note) this.text(note, x + 5, this.y + 6 + used, { size: 7.5, soft: true, width: width - 10, right });
      x += width;
    });
    this.y += height;
    this.rule();
  }

  #rowHeight(columns: readonly PdfColumn[], row: readonly Cell[]): number {
    const heights = row.map(({ text, note, bold }, index) => {
      const width = columns[index]!.width - 10;
      return this.heightOf(text || ' ', width, 9, bold) + (note ? this.heightOf(note, width, 7.5) : 0);
    });
    return Math.max(...heights) + 11;
  }

  /** Written across every page, below what is drawn on it. */
  #marked(): void {
    if (this.mark === '') return;
    this.document.save().rotate(-35, { origin: [WIDTH / 2, HEIGHT / 2] }).font('Helvetica-Bold').fontSize(120).fillColor('#b3261e').opacity(0.12);
    this.document.text(this.mark, 0, HEIGHT / 2 - 60, { width: WIDTH, align: 'center', lineBreak: false });
    this.document.restore().opacity(1);
  }
}
