/** What goods of a supplier look like, drawn on a square of 100. */
const shapes: Readonly<Record<string, string>> = {
  'Harbour Gifts': `<path d="M28 34h36v34a10 10 0 0 1-10 10H38a10 10 0 0 1-10-10z"/><path d="M64 42h6a9 9 0 0 1 0 18h-6" fill="none" stroke-width="5"/>`,
  'Campo Verde': `<path d="M44 14h12v16c0 6 10 8 10 20v32a4 4 0 0 1-4 4H38a4 4 0 0 1-4-4V50c0-12 10-14 10-20z"/>`,
  'Kestrel Mobile': `<rect x="32" y="14" width="36" height="72" rx="6"/><rect x="36" y="22" width="28" height="52" fill="#fff" stroke="none"/>`,
  'Nordlys Outdoor': `<path d="M50 20 88 80H12z"/><path d="M50 44 62 80H38z" fill="#fff" stroke="none"/>`,
  'Mill & Hive': `<rect x="32" y="22" width="36" height="10" rx="3"/><rect x="28" y="36" width="44" height="46" rx="10"/>`,
}

/** A plain drawing of a product, in a colour of its own. */
export function drawProduct(supplier: string, ordinal: number): string {
  const hue = (ordinal * 47) % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="480" height="480">
    <rect width="100" height="100" fill="hsl(${hue} 35% 93%)"/>
    <g fill="hsl(${hue} 38% 42%)" stroke="hsl(${hue} 42% 28%)" stroke-width="2" stroke-linejoin="round">
      ${shapes[supplier] ?? '<circle cx="50" cy="50" r="30"/>'}
    </g>
  </svg>`
}
