export { convertLlama2c } from '@plackett/models'
export { DecoderSession, type Rows } from './decode/decoder-session.ts'
export { buildPolicyServer, type PolicyServerOptions } from './http/build-policy-server.ts'
export { directoryOf } from './policy/directory-of.ts'
export { openPolicy, type Policy } from './policy/open-policy.ts'
export { openPolicyFiles, type PolicyFiles } from './policy/open-policy-files.ts'
export {
  type Generated,
  type GenerationPrompt,
  type GenerationRequest,
  generationPrompt,
  generationRequest,
} from './policy/policy.types.ts'
export { readPrompt } from './policy/read-prompt.ts'
export { type SamplingSettings, samplingSettings } from './sampling/sampling-settings.ts'
export type { WriteRequest, Written } from './write/write-request.ts'
export { Writer } from './write/writer.ts'
