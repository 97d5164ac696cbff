import type { AnswerOf, Endpoint } from '../../contract/endpoint.ts'
import { newKey } from './call.ts'
import { ConnectionLost, errorOfAnswer } from './errors.ts'
import { addressOf, type LooseInput } from './input.ts'

interface UploadOptions {
  idempotencyKey?: string
  /** Called with the part of the file that is on its way, from 0 to 1. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/**
 * Sends a file to an endpoint with `upload: true`, as multipart/form-data in the field `file`.
 * XMLHttpRequest, because fetch tells nothing about the progress of what it sends. Errors as those of `call`.
 */
export function upload<E extends Endpoint>(
  endpoint: E,
  input: LooseInput & { file: File },
  options: UploadOptions = {},
): Promise<AnswerOf<E>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(endpoint.method, addressOf(endpoint, input))
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('idempotency-key', options.idempotencyKey ?? newKey())
    request.upload.onprogress = event => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    }
    request.onerror = () => reject(new ConnectionLost())
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'))
    request.onload = () => {
      const body = jsonOf(request.responseText)
      if (request.status >= 400) {
        reject(errorOfAnswer(request.status, body, request.getResponseHeader('x-request-id')))
        return
      }
      const read = endpoint.answer.safeParse(body)
      if (read.success) resolve(read.data as AnswerOf<E>)
      else reject(read.error)
    }
    options.signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(formOf(input))
  })
}

/** The other fields stand before the file, so that the server knows them when the file begins to stream in. */
function formOf(input: LooseInput & { file: File }): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries((input.body ?? {}) as Record<string, unknown>)) {
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  form.append('file', input.file)
  return form
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
