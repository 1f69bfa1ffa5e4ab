import { AppError } from '@plackett/contracts'
import type { StorageSettings } from './open-storage.ts'

/** S3 where PLACKETT_S3_BUCKET names a bucket, else a folder of `home`. The SDK finds the credentials by itself. */
export function settingsFromEnv(env: Record<string, string | undefined>, home: string): StorageSettings {
  const { PLACKETT_S3_BUCKET: bucket, PLACKETT_S3_REGION: region, PLACKETT_S3_ENDPOINT: endpoint } = env
  if (!bucket) return { kind: 'disk', directory: `${home}/storage` }
  if (endpoint && !URL.canParse(endpoint)) invalid('PLACKETT_S3_ENDPOINT', 'must be a URL')
  if (!region && !endpoint) invalid('PLACKETT_S3_REGION', 'must be set with PLACKETT_S3_BUCKET')
  return { kind: 's3', bucket, region: region || 'us-east-1', ...(endpoint && { endpoint }) }
}

function invalid(variable: string, problem: string): never {
  throw new AppError('CONFIG_INVALID', { variable, problem })
}
