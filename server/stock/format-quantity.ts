/** A quantity in smallest units as a clerk reads it: 1250 with three decimals is "1.250". */
export function formatQuantity(quantity: number, decimals: number): string {
  return (quantity / 10 ** decimals).toFixed(decimals)
}
