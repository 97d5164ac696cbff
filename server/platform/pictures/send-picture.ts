import type { FastifyReply } from 'fastify'

/**
 * Sends a picture whose address changes whenever it does: every cache may keep it for ever. It is looked at as the picture
 * that it is and never as anything else, and other sites (an online store at an address of its own) may show it.
 */
export function sendPicture(
  reply: FastifyReply,
  type: 'image/webp' | 'image/png',
  bytes: Buffer,
): FastifyReply {
  return reply
    .type(type)
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'cross-origin')
    .send(bytes)
}
