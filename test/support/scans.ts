/** The smallest whole file of each kind that a scan may be. */
const page = '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj';
export const pdf = Buffer.from(`%PDF-1.4\n${page}\ntrailer<</Root 1 0 R>>\n%%EOF\n`, 'latin1');

/** One white pixel. */
export const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR4nGP4DwQACfsD/TZqv1EAAAAASUVORK5CYII=', 'base64');

export const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10]), Buffer.from('JFIF\0'), Buffer.alloc(9), Buffer.from([0xff, 0xd9])]);

/** Little-endian, its directory of one entry right behind the header. */
export const tiff = Buffer.concat([Buffer.from([0x49, 0x49, 0x2a, 0x00, 0x08, 0x00, 0x00, 0x00, 0x01, 0x00]), Buffer.alloc(12), Buffer.alloc(4)]);
