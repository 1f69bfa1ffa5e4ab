/** The parts of a keyboard event that decide; a browser's event fits. */
export interface KeyPress {
  key: string
  code: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isComposing: boolean
  keyCode: number
}

/** While an input method composes (Chinese, Japanese, …) the browser reports keys that are not ours to take. */
const composingKeyCode = 229

/** What a browser reports that is no key of its own. */
const noKeys = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified'])

/**
 * The names of a pressed key, the likeliest first; none while an input method composes, or in a chord, which is the
 * browser's. A key counts by its character, full-width and Arabic digits as the same digits, or else by its place: on a
 * French keyboard the unshifted digit row types `&é"'(`, and on a Russian or Arabic one the key of `u` types another letter.
 */
export function keyNamesOf(press: KeyPress): string[] {
  if (press.isComposing || press.keyCode === composingKeyCode) return []
  if (press.ctrlKey || press.metaKey || press.altKey || noKeys.has(press.key) || press.key === '') return []
  if (press.key === ' ') return press.shiftKey ? [] : ['Space']
  const isNamed = [...press.key].length > 1
  if (isNamed) return [press.shiftKey ? `Shift+${press.key}` : press.key]
  const character = plain(press.key)
  const place = placeOf(press)
  return place === undefined || place === character ? [character] : [character, place]
}

/** Signs of other keyboards that mean the same; NFKC knows the full-width ones. */
const sameSigns: Record<string, string> = { '؟': '?', '、': ',', '。': '.' }

function plain(character: string): string {
  const digit = /[\u0660-\u0669\u06f0-\u06f9]/.test(character) ? String(character.charCodeAt(0) & 0xf) : character
  return (sameSigns[digit] ?? digit).normalize('NFKC').toLowerCase()
}

/** The digit or letter that stands on the key of a US keyboard; letters only where the key types none of the Latin ones. */
function placeOf({ key, code, shiftKey }: KeyPress): string | undefined {
  if (shiftKey) return undefined
  const digit = /^Digit([1-9])$/.exec(code)?.[1]
  if (digit !== undefined) return digit
  return /^[\p{L}]$/u.test(key) && !/^\p{Script=Latin}$/u.test(key)
    ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase()
    : undefined
}

/** Left is right where lines run from right to left, as the rail does. */
export function mirrored(name: string): string {
  if (name.endsWith('ArrowLeft')) return name.replace('Left', 'Right')
  return name.endsWith('ArrowRight') ? name.replace('Right', 'Left') : name
}
