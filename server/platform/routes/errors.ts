import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Problem } from '../../../contract/refusals.ts'
import { Refusal, refuse } from '../refusal.ts'

/** Every error leaves as problem+json: a refusal with its code and sentence, anything else as a 500 with an id only. */
export function answerErrorsAsProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error)
    if (refusal !== null) return sendProblem(reply, request, refusal)
    request.log.error({ err: error }, 'a bug')
    return send(reply, {
      type: 'about:blank',
      title: 'Something went wrong',
      status: 500,
      detail: `Lotbook made a mistake, and nothing was changed. Tell whoever looks after it this id: ${request.id}.`,
      requestId: request.id,
    })
  })
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, request, refuse('not_found', { what: 'address' })),
  )
}

function refusalOf(error: FastifyError): Refusal | null {
  if (error instanceof Refusal) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    return refuse('bad_input', {
      problems: error.validation.map(issue => ({
        path: issue.instancePath.slice(1).replaceAll('/', '.'),
        sentence: issue.message ?? 'This is not right.',
      })),
    })
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.code === 'FST_REQ_FILE_TOO_LARGE') {
    return refuse('file_too_large', { megabytes: 64 })
  }
  if (typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500) {
    return refuse('bad_input', {
      problems: [{ path: '', sentence: 'The request could not be read. Send it as JSON.' }],
    })
  }
  return null
}

function sendProblem(reply: FastifyReply, request: FastifyRequest, refusal: Refusal) {
  return send(reply, {
    type: `/api/docs#${refusal.code}`,
    title: refusal.code.replaceAll('_', ' '),
    status: refusal.status,
    detail: refusal.message,
    code: refusal.code,
    details: refusal.details,
    requestId: request.id,
  })
}

function send(reply: FastifyReply, body: Problem) {
  return reply
    .code(body.status)
    .type('application/problem+json')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(body)
}
