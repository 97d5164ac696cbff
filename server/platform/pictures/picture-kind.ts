export type PictureKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif'

/** What a file is by its first bytes; null when it is none of the pictures that are taken. Its name says nothing. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (text(0, 3) === '\xFF\xD8\xFF') return 'jpeg'
  if (text(0, 8) === '\x89PNG\r\n\x1A\n') return 'png'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'gif'
  return brandsOf(bytes, text).some(brand => brand === 'avif' || brand === 'avis') ? 'avif' : null
}

/** What a telephone's own format is called by, so that its owner is told what to do. */
export function isHeic(bytes: Uint8Array): boolean {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  return brandsOf(bytes, text).some(brand => /^he(ic|ix|vc|vx|im|is)$/.test(brand))
}

/** The brands in the head of an ISO media file, the chief one first. */
function brandsOf(bytes: Uint8Array, text: (from: number, to: number) => string): string[] {
  if (bytes.length < 16 || text(4, 8) !== 'ftyp') return []
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), bytes.length, 128)
  const brands = [text(8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text(at, at + 4))
  return brands
}
