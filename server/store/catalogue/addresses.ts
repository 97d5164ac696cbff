/** An address that tells people what it leads to; only its number is read. */
export const productAddress = (product: { id: number; name: string }): string =>
  `/shop/products/${slug(product)}`
export const categoryAddress = (category: { id: number; name: string }): string =>
  `/shop/categories/${slug(category)}`

/** The number at the head of an address's last part; undefined for anything else. */
export function idOf(part: string | undefined): number | undefined {
  const number = Number(/^(\d{1,15})(-|$)/.exec(part ?? '')?.[1] ?? Number.NaN)
  return Number.isSafeInteger(number) && number > 0 ? number : undefined
}

function slug({ id, name }: { id: number; name: string }): string {
  const words = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '-')
    .slice(0, 80)
  return words === '' ? String(id) : `${id}-${words}`
}
