/** What a drawing takes from the page's styles, and must carry along to look the same elsewhere. */
const properties = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'opacity',
]

/** An SVG of the page as a file of its own, on the page's surface. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const originals = [svg, ...svg.querySelectorAll('*')]
  for (const [at, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(originals[at]!)
    const own = properties.map((property) => `${property}:${style.getPropertyValue(property)}`)
    element.setAttribute('style', own.join(';'))
    element.removeAttribute('class')
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('viewBox', `0 0 ${svg.clientWidth} ${svg.clientHeight}`)
  const background = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  background.setAttribute('width', '100%')
  background.setAttribute('height', '100%')
  background.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--pk-surface'))
  copy.prepend(background)
  return new XMLSerializer().serializeToString(copy)
}
