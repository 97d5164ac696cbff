import type { CreateRaw, Sharp } from 'sharp'
import { Refusal, refuse } from '../refusal.ts'
import { mostPixels, mostSeconds, mostWaiting } from './limits.ts'
import { isHeic, pictureKind } from './picture-kind.ts'

/**
 * Unpacks a picture that somebody uploaded, upright as its camera held it, and gives it to `use` for making others of it;
 * of a moving one, its first frame. Everything that the file says beside its pixels (place, camera, owner) is left
 * behind. `again` takes unpacked pixels up once more. One picture at a time is unpacked, so that memory is bounded whatever comes in. Refuses file_refused and busy.
 */
export async function unpack<Made>(
  bytes: Buffer,
  use: (picture: Sharp, again: (pixels: Buffer, raw: CreateRaw) => Sharp) => Promise<Made>,
): Promise<Made> {
  const kind = pictureKind(bytes)
  if (kind === null) throw refusePicture(isHeic(bytes) ? heicSentence : noPictureSentence)
  return oneAtATime(async () => {
    const sharp = await loadSharp()
    try {
      const options = { limitInputPixels: mostPixels, failOn: 'error', pages: 1, autoOrient: true } as const
      const picture = sharp(bytes, options).timeout({ seconds: mostSeconds })
      const { format, width, height } = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata()
      // The library looks for itself what a file is; nothing but what we saw may be unpacked by it.
      if (format !== kind && !(kind === 'avif' && format === 'heif')) throw refusePicture(noPictureSentence)
      if (width * height > mostPixels) throw refusePicture(tooManyPixels(width, height))
      return await use(picture, (pixels, raw) => sharp(pixels, { raw }))
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw refusePicture(brokenSentence)
    }
  })
}

/** A drawing of our own, as PNG. Never for what people upload. */
export async function drawSvg(svg: string): Promise<Buffer> {
  const sharp = await loadSharp()
  return sharp(Buffer.from(svg)).png().toBuffer()
}

const noPictureSentence =
  'This file is not a picture that can be shown. Choose a JPEG, PNG, WebP, AVIF or GIF file.'
const heicSentence =
  'This picture is in a telephone’s own format (HEIC), which browsers cannot show. Save it as JPEG and choose that.'
const brokenSentence =
  'This picture cannot be opened: the file is damaged or not complete. Save it again and choose that file.'

function tooManyPixels(width: number, height: number): string {
  const pixels = Math.round((width * height) / 1_000_000).toLocaleString('en')
  return `This picture has ${width} × ${height} pixels, ${pixels} million; 50 million are the most. Make it smaller and choose that file.`
}

function refusePicture(sentence: string): Refusal {
  return refuse('file_refused', { sentence })
}

/** Loaded with the first picture: a server that only counts goods starts without it. */
type Library = typeof import('sharp')['default']
let loaded: Promise<Library> | undefined
function loadSharp(): Promise<Library> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false)
    sharp.concurrency(1)
    sharp.block({ operation: ['VipsForeignLoad'] })
    // The last one for our own drawings.
    const kinds = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Svg']
    sharp.unblock({ operation: kinds.map(kind => `VipsForeignLoad${kind}Buffer`) })
    return sharp
  })
  return loaded
}

let last: Promise<unknown> = Promise.resolve()
let waiting = 0
function oneAtATime<Made>(work: () => Promise<Made>): Promise<Made> {
  if (waiting >= mostWaiting) throw refuse('busy', {})
  waiting += 1
  const mine = last.then(work).finally(() => {
    waiting -= 1
  })
  last = mine.catch(() => undefined)
  return mine
}
