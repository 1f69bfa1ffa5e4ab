import type { ImportReport } from '@plackett/contracts'
import { RequestProblem } from '../../trpc/problem-of.ts'

interface Upload {
  projectId: string
  file: File
  idempotencyKey: string
  /** Import the good lines of a file that has bad ones. */
  skipBadLines?: boolean | undefined
  onProgress: (share: number) => void
}

/**
 * Sends a file of prompts or rankings as it is; resolves with the report, also of a file that was refused for its lines. Rejects with
 * a RequestProblem where there is no report. XMLHttpRequest, because fetch tells nothing of an upload's progress.
 */
export function uploadPrompts({
  projectId,
  file,
  idempotencyKey,
  skipBadLines = false,
  onProgress,
}: Upload): Promise<ImportReport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const query = new URLSearchParams({ filename: file.name, skipBadLines: String(skipBadLines) })
    request.open('POST', `/api/projects/${projectId}/imports?${query}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('idempotency-key', idempotencyKey)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () =>
      reject(new RequestProblem({ code: 'NETWORK', status: 0, message: 'No answer came.', details: {} }))
    request.onload = () => {
      const answer = parsed(request.responseText)
      if (request.status === 201) resolve(answer as ImportReport)
      else if (answer?.report) resolve(answer.report)
      else reject(problemIn(request, answer))
    }
    request.send(file)
  })
}

interface Refusal {
  report?: ImportReport
  error?: { code: never; message: string; details?: Record<string, string | number> }
}

function problemIn(request: XMLHttpRequest, answer: Refusal | null): RequestProblem {
  const { code, message, details } = answer?.error ?? {
    code: 'INTERNAL' as const,
    message: request.statusText,
    details: {},
  }
  return new RequestProblem({ code, status: request.status, message, details: details ?? {} })
}

function parsed(text: string): Refusal | null {
  try {
    return JSON.parse(text) as Refusal
  } catch {
    return null
  }
}
