export { DecoderSession, type Rows } from './decode/decoder-session.ts'
