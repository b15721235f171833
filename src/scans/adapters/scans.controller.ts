import { Body, Controller, Get, Header, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { currentActor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { ChoiceField, IdField } from '../../platform/form-fields.js';
import { Fragment, Needs, Page, Submission, TakesFile, Upload, type UploadedFile } from '../../platform/web/index.js';
import { ATTACH, AttachScan } from '../application/attach-scan.js';
import { RemoveScan } from '../application/remove-scan.js';
import { mediaTypeOf } from '../domain/media-type.js';
import { NoFileChosen, NotAScan } from '../domain/refusals.js';
import { type MediaType, SUBJECT_KINDS, type SubjectKind } from '../domain/scan-state.js';
import { ScanFiles } from '../domain/scans.js';
import { ScansQueries } from './scans.queries.js';

const READ = 'payment.read';
const ENDINGS: Record<MediaType, string> = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg', 'image/tiff': 'tif' };
const MOST_NAME = 120;

class SubjectQuery {
  @ChoiceField(SUBJECT_KINDS, { label: 'Kind' }) kind!: SubjectKind;
  @IdField({ label: 'Record' }) subject!: string;
}

/** Papers beside what was posted from them. */
@Controller('scans')
export class ScansController {
  constructor(
    private readonly scans: ScansQueries,
    private readonly files: ScanFiles,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Needs(READ)
  @Page('scans/index', { title: 'Scans', nav: 'payments', fragment: 'scans/_of' })
  of(@Query() { kind, subject }: SubjectQuery) {
    return this.#of(kind, subject);
  }

  /** The file is safe on the disk before the act names it; one that no act names is in nobody’s way. */
  @Post()
  @Needs(ATTACH)
  @TakesFile()
  @Page('scans/index', { title: 'Scans', nav: 'payments', fragment: 'scans/_of' })
  async attach(@Body() { kind, subject }: SubjectQuery, @Upload() file: UploadedFile | undefined, @Submission() submission: string) {
    await this.scans.of(kind, subject);
    if (!file) throw new NoFileChosen();
    const mediaType = mediaTypeOf(file.bytes);
    if (!mediaType) throw new NotAScan();
    const hash = await this.files.keep(file.bytes);
    await this.commands.execute(new AttachScan({ subjectKind: kind, subjectId: subject, hash, mediaType, byteSize: file.bytes.length, fileName: nameOf(file.name) }), { submission });
    return this.#of(kind, subject);
  }

  /** The viewer beside the grid. */
  @Get(':id/view')
  @Needs(READ)
  @Fragment('scans/_view')
  async view(@Param('id') id: string) {
    return { scan: await this.scans.one(id) };
  }

  /** Shown inside our own pages and nowhere else; its type is what its content is, so no browser guesses. */
  @Get(':id/file')
  @Needs(READ)
  @Header('Content-Security-Policy', "frame-ancestors 'self'; script-src 'none'")
  @Header('X-Frame-Options', 'SAMEORIGIN')
  async file(@Param('id') id: string): Promise<StreamableFile> {
    const { hash, mediaType } = await this.scans.one(id);
    const bytes = await this.files.read(hash);
    const shown = mediaType === 'image/tiff' ? 'attachment' : 'inline';
    return new StreamableFile(bytes, { type: mediaType, length: bytes.length, disposition: `${shown}; filename="scan-${hash.slice(0, 12)}.${ENDINGS[mediaType]}"` });
  }

  @Post(':id/removal')
  @Needs(ATTACH)
  @Page('scans/index', { title: 'Scans', nav: 'payments', fragment: 'scans/_of' })
  async remove(@Param('id') scanId: string, @Body() command: RemoveScan, @Submission() submission: string) {
    const { subjectKind, subjectId } = await this.scans.one(scanId);
    await this.commands.execute(Object.assign(command, { scanId }), { submission });
    return this.#of(subjectKind, subjectId);
  }

  async #of(kind: SubjectKind, subjectId: string) {
    const { locationId, scans } = await this.scans.of(kind, subjectId);
    const pageHref = kind === 'payment' ? `/payments/${subjectId}` : `/remittances/${subjectId}`;
    return { kind, subjectId, pageHref, scans, attached: scans.filter(({ state }) => state === 'attached').length, mayAttach: currentActor().can(ATTACH, locationId) };
  }
}

/** What a computer called the file: without folders, and short enough to keep. */
function nameOf(typed: string): string {
  const name = (typed.split(/[\\/]/).pop() ?? '').replace(/[\p{C}\s]+/gu, ' ').trim();
  return name === '' ? 'scan' : [...name].slice(-MOST_NAME).join('');
}
