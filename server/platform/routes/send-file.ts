import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

const types: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * Answers with a file to keep, under a name that may have any characters. The browser is told to store it and never to
 * guess what it is: a file that people uploaded must not run as a page of ours.
 */
export function sendFile(
  reply: FastifyReply,
  name: string,
  content: Buffer | Readable | ReadableStream<Uint8Array>,
) {
  const plain = name.replace(/[^\w .-]/g, '_')
  return reply
    .type(types[/\.(csv|xlsx)$/.exec(name)?.[1] ?? ''] ?? 'application/octet-stream')
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16)}`)}`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(content)
}
