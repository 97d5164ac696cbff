import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Endpoint } from '../../../contract/endpoint.ts'
import { type Permission, permissions } from '../../../contract/permissions.ts'
import { problem, refusals } from '../../../contract/refusals.ts'
import { type Act, type Actor, answerBefore, inTransaction, readerOn } from '../database/public.ts'
import type { House } from '../house.ts'
import { refuse } from '../refusal.ts'
import type { Apart, Input, Route } from './route.ts'

/** Who is signed in, as the sessions room knows them. */
export interface SignedIn {
  readonly actor: Actor
  readonly permissions: readonly Permission[]
  readonly timeZone: string
  /** The device that is enrolled as a till, where that is what asks. */
  readonly device?: object
}
export type WhoIs = (request: FastifyRequest) => Promise<SignedIn | null>

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: SignedIn
  }
}

/** Who asks at each of the two doors: staff with a session, and devices that are enrolled as tills. */
export interface Doors {
  readonly staff: WhoIs
  readonly till: WhoIs
}

const nobody: SignedIn = { actor: { id: 0, name: 'nobody' }, permissions: [], timeZone: 'UTC' }

/**
 * Puts the rooms' routes on the server below /api/v1. Throws when a route asks for a right that is not in the list: a
 * route without its permission must stop the start, not wait for the first caller.
 */
export function mountRoutes(
  app: FastifyInstance,
  house: House,
  doors: Doors,
  routes: readonly Route[],
): void {
  app.decorateRequest('signedIn')
  for (const route of routes) {
    const { endpoint } = route
    if (
      endpoint.access !== 'anyone' &&
      endpoint.access !== 'signed-in' &&
      endpoint.access !== 'till' &&
      !permissions.includes(endpoint.access)
    ) {
      throw new Error(
        `${endpoint.method} ${endpoint.path} asks for no permission that exists: ${String(endpoint.access)}`,
      )
    }
    app.route({
      method: endpoint.method,
      url: `/api/v1${endpoint.path}`,
      schema: schemaOf(route),
      // Before the body is read: a stranger learns nothing from what is wrong with it.
      onRequest: async request => {
        request.signedIn = await admit(route, request, doors)
      },
      // A command that needs no words may come without any.
      preValidation: async request => {
        request.body ??= {}
      },
      handler: (request, reply) => answer(house, request.signedIn, route, request, reply),
    })
  }
}

async function admit(route: Route, request: FastifyRequest, doors: Doors): Promise<SignedIn> {
  const { access } = route.endpoint
  if (access === 'till') {
    const device = await doors.till(request)
    if (device === null) throw refuse('till_not_enrolled', {})
    return device
  }
  const signedIn = await doors.staff(request)
  if (access === 'anyone') return signedIn ?? nobody
  if (signedIn === null) throw refuse('not_signed_in', {})
  if (access !== 'signed-in' && !signedIn.permissions.includes(access))
    throw refuse('not_allowed', { permission: access })
  return signedIn
}

async function answer(
  house: House,
  signedIn: SignedIn,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const input = { params: request.params, query: request.query, body: request.body ?? {} } as Input<
    Route['endpoint']
  >
  const act = { actor: signedIn.actor, at: house.clock(), timeZone: signedIn.timeZone }
  if (route.kind === 'read') return route.use(readerOn(house.pool, act), input)
  // An upload's content is not known yet here; sent twice it is kept twice, which harms nobody.
  const key = request.headers['idempotency-key']
  const idempotency =
    typeof key === 'string' &&
    key.length > 0 &&
    key.length <= 200 &&
    !route.endpoint.upload &&
    !route.endpoint.secret
      ? { key, content: [route.endpoint.method, request.url, input.body] }
      : undefined
  const transaction = { ...act, idempotency }
  if (route.kind === 'write') return inTransaction(house.pool, transaction, tx => route.use(tx, input))
  return route.use({
    house,
    reader: readerOn(house.pool, act),
    input,
    request,
    reply,
    write: work => inTransaction(house.pool, transaction, work),
    inParts: work => inParts(house, transaction, work),
  })
}

async function inParts<Answer>(
  house: House,
  act: Act,
  work: (apart: Apart) => Promise<Answer>,
): Promise<Answer> {
  const before = await answerBefore(house.pool, act)
  if (before !== undefined) return before.answer as Answer
  // Parts share the request's content, whose hash is quicker to compare a thousand times than itself.
  const { idempotency } = act
  const hash = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const shared = idempotency && { key: hash(idempotency.key), content: hash(idempotency.content) }
  const answer = await work((name, part) =>
    inTransaction(
      house.pool,
      { ...act, idempotency: shared && { key: `${shared.key}/${name}`, content: shared.content } },
      part,
    ),
  )
  return inTransaction(house.pool, act, async () => answer)
}

function schemaOf({ endpoint, kind }: Route) {
  const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE' && !endpoint.upload
  const codes = [
    ...endpoint.refusals,
    ...(endpoint.access === 'anyone' || endpoint.access === 'till' ? [] : (['not_signed_in'] as const)),
    ...(kind === 'write' ? (['idempotency_key_reused', 'busy'] as const) : []),
    'bad_input' as const,
  ]
  const statuses = [...new Set(codes.map(code => refusals[code].status))]
  const answers = statuses.map(status => {
    const group = new Set(codes.filter(code => refusals[code].status === status))
    return [status, problem.describe(`Refused: ${[...group].join(', ')}`)]
  })
  return {
    tags: [endpoint.room],
    summary: endpoint.summary,
    description: `Needs: ${endpoint.access}.`,
    params: endpoint.params,
    querystring: endpoint.query,
    ...(hasBody ? { body: endpoint.body } : {}),
    ...(endpoint.upload ? { consumes: ['multipart/form-data'] } : {}),
    ...(kind === 'write' ? { headers: idempotencyHeader } : {}),
    response: { 200: answerOf(endpoint), ...Object.fromEntries(answers) },
  }
}

/** A file is sent as it is: what is said of it here is for the API's pages only. */
function answerOf({ answer, file }: Endpoint) {
  if (file === null) return answer
  return { description: 'A file', content: { [file]: { schema: z.string().meta({ format: 'binary' }) } } }
}

const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .max(200)
    .optional()
    .describe('A key of your own for this command. Sent again with it, the command is not done twice.'),
})
