import type PDFDocument from 'pdfkit';

/** A PNG or JPEG that a document can draw; sizes in pixels. */
export type PdfPicture = PDFKit.Mixins.ImageSrc & { width: number; height: number };

/** pdfkit opens pictures by a method that its types leave out. It throws, strings as well, at what is neither PNG nor JPEG. */
export function openPicture(document: InstanceType<typeof PDFDocument>, bytes: Buffer): PdfPicture {
  return (document as unknown as { openImage(file: Buffer): PdfPicture }).openImage(bytes);
}
