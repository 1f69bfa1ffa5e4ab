import { nextTask, type Scope } from '@plackett/core'
import { Prisma, type PrismaClient } from '@plackett/db'

export interface LeasePlan {
  /** Milliseconds in the database, planning and execution. */
  ms: number
  /** Pages of 8 KiB touched. */
  pages: number
  /** Index and table names by which rows were found. */
  indexes: string[]
  sequential: string[]
}

interface PlanNode {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  'Actual Loops': number
  Plans?: PlanNode[]
}

/** Takes the next task as the person would, and tells how the database found it: the first statement itself, explained. */
export async function explainLease(scope: Scope & { db: PrismaClient }, projectId: string): Promise<LeasePlan> {
  let plan: LeasePlan | undefined
  const spy = new Proxy(scope.db, {
    get: (db, name) => {
      if (name !== '$queryRaw') return Reflect.get(db, name)
      return async (strings: TemplateStringsArray, ...values: unknown[]) => {
        const statement = Prisma.sql(strings, ...values)
        if (!statement.sql.includes('update "Assignment" a set')) return db.$queryRaw(statement)
        const sql = `explain (analyze, buffers, format json) ${statement.text}`
        const [row] = await db.$queryRawUnsafe<{ 'QUERY PLAN': ExplainedPlan[] }[]>(sql, ...statement.values)
        plan ??= planOf(row!['QUERY PLAN'][0]!)
        return []
      }
    },
  })
  await nextTask({ ...scope, db: spy }, { projectId, holding: [] })
  return plan!
}

interface ExplainedPlan {
  Plan: PlanNode
  'Planning Time': number
  'Execution Time': number
}

function planOf({ Plan, ...times }: ExplainedPlan): LeasePlan {
  const nodes = nodesOf(Plan).filter((node) => node['Actual Loops'] > 0)
  return {
    ms: times['Planning Time'] + times['Execution Time'],
    pages: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'],
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
    sequential: nodes.flatMap((node) => (node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [])),
  }
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}
