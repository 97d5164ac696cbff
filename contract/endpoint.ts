import { z } from 'zod'
import type { Permission } from './permissions.ts'
import type { RefusalCode } from './refusals.ts'

/** Who may call: anyone at all, anyone who is signed in, holders of one permission, or a device that is enrolled as a till. */
export type Access = Permission | 'anyone' | 'signed-in' | 'till'

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, with `:name` for parameters. */
  readonly path: string
  readonly summary: string
  readonly room: string
  readonly access: Access
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly answer: Answer
  /** The refusals of this endpoint beyond those that any endpoint can give. */
  readonly refusals: readonly RefusalCode[]
  /** A file comes as multipart/form-data in the field `file`; `body` then describes the other fields. */
  readonly upload: boolean
  /** A password or the like is sent: nothing is kept of the request, so that its Idempotency-Key counts for nothing. */
  readonly secret: boolean
  /** The media type of what is answered when that is a file to look at and not JSON; `answer` then says nothing. */
  readonly file: string | null
}

const nothing = z.object({})

interface Definition<P, Q, B, A> {
  method: Endpoint['method']
  path: string
  summary: string
  access: Access
  params?: P
  query?: Q
  body?: B
  answer: A
  refusals?: readonly RefusalCode[]
  upload?: boolean
  secret?: boolean
  file?: string
}

/** Names the room once for all endpoints of a file; the room becomes the tag in the API's pages. */
export function endpointsOf(room: string) {
  return function endpoint<
    P extends z.ZodType = typeof nothing,
    Q extends z.ZodType = typeof nothing,
    B extends z.ZodType = typeof nothing,
    A extends z.ZodType = z.ZodType,
  >(definition: Definition<P, Q, B, A>): Endpoint<P, Q, B, A> {
    return {
      params: nothing as unknown as P,
      query: nothing as unknown as Q,
      body: nothing as unknown as B,
      refusals: [],
      upload: false,
      secret: false,
      file: null,
      ...definition,
      room,
    }
  }
}

export type ParamsOf<E extends Endpoint> = z.output<E['params']>
export type QueryOf<E extends Endpoint> = z.output<E['query']>
export type BodyOf<E extends Endpoint> = z.output<E['body']>
export type AnswerOf<E extends Endpoint> = z.output<E['answer']>
