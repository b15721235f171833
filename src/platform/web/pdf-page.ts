import PDFDocument from 'pdfkit';
import { fontsFor, hasRightToLeft, printable, visualPieces } from './pdf-letters.js';
import { openPicture, type PdfPicture } from './pdf-picture.js';

const INK = '#1b2426';
const SOFT = '#5b6668';
const ACCENT = '#0f5c63';
const RULE = '#c9d1d2';
const SHADE = '#eef3f3';
const MARGIN = 48;
const WIDTH = 612;
const HEIGHT = 792;
const FOOT = 44;
const LINE_GAP = 1.5;
/** The line below a total, with its gap. */
const SENTENCE = 26;
const FEW = 6;
/** A logo is at most 6 cm wide. */
const LOGO = { width: 170, height: 46, gap: 14 };
/** Decimals of the currency, and its three letters. */
export interface PrintedCurrency {
  exponent: number;
  currency: string;
}

/** How the papers of a location look. */
export interface PaperLook {
  /** `#rrggbb`, readable on white; empty: the product's own. */
  color: string;
  /** A PNG or JPEG that was read to its end before. */
  logo: Buffer | undefined;
  /** It is printed on the color, with white words beside it. */
  isLogoLight: boolean;
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

/** Letter paper, drawn from the top down: what does not fit goes on the next page, and what belongs together stays together. */
export class PdfPage {
  readonly document: PDFKit.PDFDocument;
  y = MARGIN;
  /** Of the paper that is drawn now. */
  #first = 0;
  readonly #color: string;
  readonly #logo: { image: PdfPicture; width: number; height: number } | undefined;
  readonly left = MARGIN;
  readonly right = WIDTH - MARGIN;

  /** The same record gives the same file: its date is the record's, not the moment of printing. */
  constructor(title: string, author: string, onDay: string, private readonly mark: string, private readonly look: PaperLook) {
    const info = { Title: printable(title), Author: printable(author), CreationDate: new Date(`${onDay}T00:00:00Z`) };
    this.document = new PDFDocument({ size: 'LETTER', margin: 0, bufferPages: true, info, lang: 'en-US', displayTitle: true });
    this.#color = look.color || ACCENT;
    this.#logo = look.logo && this.#fitted(look.logo);
    this.#marked();
  }

  get width(): number {
    return this.right - this.left;
  }

  text(text: string, x: number, y: number, options: { size?: number; bold?: boolean; soft?: boolean; accent?: boolean; onColor?: boolean; width?: number; right?: boolean } = {}): number {
    const { size = 9.5, bold = false, soft = false, accent = false, onColor = false, width = this.right - x, right = false } = options;
    const said = printable(text);
    const height = this.heightOf(said, width, size, bold);
    this.document.fillColor(onColor ? '#ffffff' : accent ? this.#color : soft ? SOFT : INK);
    if (hasRightToLeft(said)) this.#turned(said, x, y, { width, right });
    else this.document.text(said, x, y, { width, align: right ? 'right' : 'left', lineGap: LINE_GAP });
    return height;
  }

  heightOf(text: string, width: number, size = 9.5, bold = false): number {
    const said = printable(text);
    const fonts = fontsFor(said);
    this.document.font(bold ? fonts.bold : fonts.plain).fontSize(size);
    if (hasRightToLeft(said)) return this.#linesOf(said, width).length * this.document.currentLineHeight(true) + LINE_GAP;
    return this.document.heightOfString(said, { width, lineGap: LINE_GAP });
  }

  /** Whose paper it is: above a line, or on the color where a light logo would not be seen on the paper. */
  letterhead({ name, address, taxId }: { name: string; address: string; taxId: string }): void {
    const x = this.left + (this.#logo ? this.#logo.width + LOGO.gap : 0);
    const width = this.right - 150 - x;
    const nameHeight = this.heightOf(name, width, 15, true);
    const wordsHeight = nameHeight + (address ? this.heightOf(address, width, 9) + 2 : 0);
    const height = Math.max(wordsHeight, this.#logo?.height ?? 0);
    const top = this.y + (height - wordsHeight) / 2;
    const onColor = this.look.isLogoLight && this.#logo !== undefined;
    if (onColor) this.document.rect(0, 0, WIDTH, this.y + height + 16).fillColor(this.#color).fill();
    if (this.#logo) this.document.image(this.#logo.image, this.left, this.y, { width: this.#logo.width });
    this.text(name, x, top, { size: 15, bold: true, width, onColor });
    if (taxId) this.text(`Tax ID ${taxId}`, this.right - 140, top + 5, { soft: true, size: 9, width: 140, right: true, onColor });
    if (address) this.text(address, x, top + nameHeight + 2, { soft: true, size: 9, width, onColor });
    this.y += height + (onColor ? 16 : 8);
    if (!onColor) this.rule();
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

  /** Rows with their head repeated on every page, few of them never torn apart; `last` is kept with the row before it and the sentence below. */
  table(columns: readonly PdfColumn[], rows: readonly (readonly Cell[])[], last?: readonly Cell[]): void {
    const heights = rows.map((row) => this.#rowHeight(columns, row));
    const lastHeight = last ? this.#rowHeight(columns, last) : 0;
    const tail = last ? lastHeight + SENTENCE : 0;
    const first = rows.length <= FEW ? heights.reduce((sum, height) => sum + height, tail) : heights[0]!;
    this.need(34 + first);
    this.#head(columns);
    rows.forEach((row, index) => {
      const together = heights[index]! + (index === rows.length - 1 ? tail : 0);
      if (this.need(together)) this.#head(columns);
      this.#row(columns, row, heights[index]!);
    });
    if (last) this.#row(columns, last.map((cell) => ({ ...cell, bold: true })), lastHeight);
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

  /** pdfkit sets words from left to right only: text that runs the other way is placed word by word. */
  #turned(said: string, x: number, y: number, { width, right }: { width: number; right: boolean }): void {
    this.#linesOf(said, width).forEach((line, index) => {
      const pieces = visualPieces(line);
      const widths = pieces.map((piece) => this.document.widthOfString(piece));
      let at = right ? x + width - widths.reduce((sum, each) => sum + each, 0) : x;
      pieces.forEach((piece, nth) => {
        this.document.text(piece, at, y + index * this.document.currentLineHeight(true), { lineBreak: false });
        at += widths[nth]!;
      });
    });
  }

  /** In the font that is set, broken between words. */
  #linesOf(said: string, width: number): string[] {
    return said.split('\n').flatMap((paragraph) => {
      const lines = [''];
      for (const word of paragraph.split(' ')) {
        const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
        if (this.document.widthOfString(longer) <= width || lines.at(-1) === '') lines[lines.length - 1] = longer;
        else lines.push(word);
      }
      return lines;
    });
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
      const used = this.text(text, x + 5, this.y + 6, { bold, width: width - 10, right, size: right ? this.#fitting(text, width - 10, bold) : 9 });
      if (note) this.text(note, x + 5, this.y + 6 + used, { size: 7.5, soft: true, width: width - 10, right });
      x += width;
    });
    this.y += height;
    this.rule();
  }

  #rowHeight(columns: readonly PdfColumn[], row: readonly Cell[]): number {
    const heights = row.map(({ text, note, bold }, index) => {
      const width = columns[index]!.width - 10;
      return this.heightOf(text || ' ', width, columns[index]!.right ? this.#fitting(text, width, bold ?? false) : 9, bold) + (note ? this.heightOf(note, width, 7.5) : 0);
    });
    return Math.max(...heights) + 11;
  }

  /** An amount is never broken: a long one is set smaller. */
  #fitting(text: string, width: number, bold: boolean): number {
    const fonts = fontsFor(printable(text));
    const needed = this.document.font(bold ? fonts.bold : fonts.plain).fontSize(9).widthOfString(printable(text));
    return needed > width ? Math.max(5, (9 * width) / needed - 0.05) : 9;
  }

  /** As large as the place of a logo allows, and never larger than it is. */
  #fitted(logo: Buffer): { image: PdfPicture; width: number; height: number } {
    const image = openPicture(this.document, logo);
    const scale = Math.min(LOGO.width / image.width, LOGO.height / image.height, 1);
    return { image, width: image.width * scale, height: image.height * scale };
  }

  /** Who printed it, at the end of the last page. */
  printed(words: string): void {
    this.text(words, this.left, HEIGHT - MARGIN - 14, { soft: true, size: 8 });
  }

  /** Written across every page, below what is drawn on it. */
  #marked(): void {
    if (this.mark === '') return;
    this.document.save().rotate(-35, { origin: [WIDTH / 2, HEIGHT / 2] }).font('Helvetica-Bold').fontSize(120).fillColor('#b3261e').opacity(0.12);
    this.document.text(this.mark, 0, HEIGHT / 2 - 60, { width: WIDTH, align: 'center', lineBreak: false });
    this.document.restore().opacity(1);
  }
}
