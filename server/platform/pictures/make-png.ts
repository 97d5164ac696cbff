import { unpack } from './unpack.ts'

/** The picture as PNG, within a box of so many pixels and never larger than it was. Refuses what `unpack` refuses. */
export function makePng(
  bytes: Buffer,
  box: { width: number; height: number },
): Promise<{ png: Buffer; width: number; height: number }> {
  return unpack(bytes, async picture => {
    const { data, info } = await picture
      .resize({ ...box, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true })
    return { png: data, width: info.width, height: info.height }
  })
}
