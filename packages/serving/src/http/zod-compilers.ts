import { AppError } from '@plackett/contracts'
import type { FastifySchema, FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'
import { z } from 'zod'

/** Validates by zod schemas, and says where in the input each fault is. */
export const validatorCompiler: FastifySchemaCompiler<FastifySchema> = ({ schema }) => {
  return (data: unknown) => {
    const parsed = (schema as unknown as z.ZodType).safeParse(data)
    if (parsed.success) return { value: parsed.data }
    return { error: new AppError('INVALID_INPUT', { problem: problemOf(parsed.error) }) }
  }
}

/** What is answered is typed already: it is written as it is. */
export const serializerCompiler: FastifySerializerCompiler<FastifySchema> = () => (data) => JSON.stringify(data)

const shownIssues = 5

function problemOf({ issues }: z.ZodError): string {
  const found = issues.flatMap((issue) => plainIssues(issue))
  const shown = found
    .slice(0, shownIssues)
    .map(({ path, message }) => `${z.core.toDotPath(path) || 'the body'}: ${message}`)
  return [...shown, ...(found.length > shownIssues ? [`and ${found.length - shownIssues} more`] : [])].join('; ')
}

/** Of several shapes that a value may have, the one that it comes nearest to: whose faults lie deepest. */
function plainIssues(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map(({ path }) => path.length))
  const nearest = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0] ?? []
  const within = nearest.flatMap((inner) => plainIssues({ ...inner, path: [...issue.path, ...inner.path] }))
  return within.length > 0 ? within : [issue]
}
