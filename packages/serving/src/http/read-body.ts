import { AppError } from '@plackett/contracts'
import { z } from 'zod'

/** A body as its schema has it; INVALID_INPUT says where each fault is. */
export function readBody<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new AppError('INVALID_INPUT', { problem: problemOf(parsed.error) })
}

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
