import { type PictureSize, pictureSizes } from '../../../contract/pictures.ts'
import { unpack } from './unpack.ts'

export interface MadePicture {
  /** Of the large size. */
  readonly width: number
  readonly height: number
  readonly files: readonly { readonly size: PictureSize; readonly webp: Buffer }[]
}

/** The picture in each of the sizes, as WebP; it is unpacked once, and never made larger. Refuses what `unpack` refuses. */
export function makeSizes(bytes: Buffer): Promise<MadePicture> {
  return unpack(bytes, async (picture, again) => {
    const edge = pictureSizes.large
    const { data, info } = await picture
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    const files: { size: PictureSize; webp: Buffer }[] = []
    for (const [size, edge] of Object.entries(pictureSizes) as [PictureSize, number][]) {
      const webp = await again(data, { width, height, channels })
        .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 80, effort: 4 })
        .toBuffer()
      files.push({ size, webp })
    }
    return { width, height, files }
  })
}
