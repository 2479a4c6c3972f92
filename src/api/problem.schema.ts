/** JSON Schema of a refusal, as the API's page shows it. */
export const problemSchema = {
  type: 'object',
  description: 'A refusal (RFC 9457). `code` is stable; `title` and `detail` are for people, in their language.',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
  properties: {
    type: { type: 'string', examples: ['urn:relais:problem:invalid-transition'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', examples: ['invalid-transition'] },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'The address that was asked.' },
    requestId: { type: 'string', description: 'What the log calls this request.' },
    allowed: { type: 'array', items: { type: 'string' }, description: 'On a conflict: the actions that the present state allows.' },
    errors: {
      type: 'array',
      description: 'Every bad field or parameter.',
      items: { type: 'object', required: ['field', 'message'], properties: { field: { type: 'string', examples: ['schedule.end', 'audience[3]'] }, message: { type: 'string' } } },
    },
    by: { type: 'string', description: 'Who decided already.' },
    at: { type: 'string', format: 'date-time' },
  },
} as const;
