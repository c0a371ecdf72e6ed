import 'server-only'
import { z } from 'zod'
import { billInput } from '#domain/screening/bill'
import { sessionCookie } from '../identity/session-cookie'
import { billCheckAnswer } from './items'
import { paging } from './queries'
import { type Resource, resources } from './resources'

const schemaOf = (type: z.ZodType) => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io: 'input' })
  return schema
}

const refusal = {
  type: 'object',
  required: ['refusal'],
  properties: {
    refusal: { type: 'object', required: ['code'], properties: { code: { type: 'string' }, detail: { type: 'object' } } },
    message: { type: 'string', description: 'The same in Chinese, for a person' },
  },
}

const json = (description: string, schema: object) => ({ description, content: { 'application/json': { schema } } })
const refused = (description: string) => json(description, { $ref: '#/components/schemas/Refusal' })

const parameters = ({ filters }: Resource) =>
  Object.entries({ ...filters.shape, ...paging }).map(([name, type]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(type as z.ZodType),
  }))

function pathsOf(name: string, resource: Resource) {
  const item = { $ref: `#/components/schemas/${name}` }
  const page = {
    type: 'object',
    required: ['items', 'nextCursor'],
    properties: { items: { type: 'array', items: item }, nextCursor: { type: ['string', 'null'] } },
  }
  return {
    [`/api/v1/${name}`]: {
      get: {
        operationId: `list_${name}`,
        summary: `${resource.title} that the asking person may see, the newest first`,
        parameters: parameters(resource),
        responses: {
          200: json('A page', page),
          400: refused('A parameter is unknown or does not fit'),
          401: refused('Nobody is signed in'),
          403: refused('The person must change the password or set up a second factor first'),
          429: refused('More calls by this token than a minute may have; Retry-After says when the next is heard'),
        },
      },
    },
    [`/api/v1/${name}/{id}`]: {
      get: {
        operationId: `get_${name}`,
        summary: `One of: ${resource.title}`,
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        responses: {
          200: json('The item', item),
          401: refused('Nobody is signed in'),
          403: refused('The person must change the password or set up a second factor first'),
          404: refused('It does not exist for this person'),
          429: refused('More calls by this token than a minute may have; Retry-After says when the next is heard'),
        },
      },
    },
  }
}

const filePath = {
  '/api/files/{id}': {
    get: {
      operationId: 'get_file',
      summary: 'The bytes of a file, such as a document names in fileId; each download stands in the audit trail',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
      responses: {
        200: { description: 'The file', content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } },
        401: refused('Nobody is signed in'),
        403: refused('The person must change the password or set up a second factor first'),
        404: refused('It does not exist for this person'),
        429: refused('More calls by this token than a minute may have; Retry-After says when the next is heard'),
      },
    },
  },
}

const billPath = {
  '/api/v1/bill-checks': {
    post: {
      operationId: 'check_bill',
      security: [{ token: [] }],
      summary:
        'One bill against the rules: for an institution its own, for the bureau and its agency those of their region. Finds suspicions, no findings; nothing of the bill is kept',
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(billInput) } } },
      responses: {
        200: json('What the rules have against it', schemaOf(billCheckAnswer)),
        400: refused('Something in the bill is unknown or does not fit'),
        401: refused('Nobody is signed in'),
        403: refused('The person must change the password or set up a second factor first'),
        404: refused('The institution does not exist for this person'),
        429: refused('More calls by this token than a minute may have; Retry-After says when the next is heard'),
      },
    },
  },
}

/** The machine interface as OpenAPI 3.1, from the same definitions that answer. */
function describeApi() {
  const all: [string, Resource][] = Object.entries(resources)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Qingyuan',
      version: '1',
      description: 'Changes nothing. Acts with exactly the rights of the person whose token or session asks.',
    },
    security: [{ token: [] }, { session: [] }],
    paths: Object.assign({}, ...all.map(([name, resource]) => pathsOf(name, resource)), billPath, filePath) as Record<string, object>,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A personal access token.' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookie().name },
      },
      schemas: { Refusal: refusal, ...Object.fromEntries(all.map(([name, { item }]) => [name, schemaOf(item)])) },
    },
  }
}

let described: ReturnType<typeof describeApi> | undefined

/** The same for everybody and for as long as the process runs. */
export const openApi = () => (described ??= describeApi())
