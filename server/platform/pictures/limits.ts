import { mostPictureMegabytes } from '../../../contract/pictures.ts'

export const mostBytes = mostPictureMegabytes * 1024 * 1024
/** A camera of today makes 50 megapixels; unpacked they are 200 MB, and one picture is unpacked at a time. */
export const mostPixels = 50_000_000
export const mostSeconds = 30
/** Pictures that may wait for their turn, each with its bytes in memory. */
export const mostWaiting = 16
