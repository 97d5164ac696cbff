import { writeFile } from 'node:fs/promises'
import { toBuffer } from 'bwip-js/node'
import sharp from 'sharp'

/** A label with a code on it, as a PNG. */
export const pictureOf = (bcid: string, text: string): Promise<Buffer> =>
  toBuffer({ bcid, text, scale: 4, padding: 12, backgroundcolor: 'FFFFFF' })

/**
 * Writes what a camera sees that is held over a code, for Chromium's fake camera: one frame of YUV4MPEG2 without colour, which is
 * played again and again.
 */
export async function filmOf(path: string, bcid: string, text: string): Promise<void> {
  const width = 640
  const height = 480
  const light = await sharp(await pictureOf(bcid, text))
    .resize({ width, height, fit: 'contain', background: '#fff', kernel: 'nearest' })
    .greyscale()
    .raw()
    .toBuffer()
  const colour = Buffer.alloc((width * height) / 2, 128)
  const head = `YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`
  await writeFile(path, Buffer.concat([Buffer.from(head), light, colour]))
}
