/** PDF counts in points, a label in millimetres. */
export const pointsPerMm = 72 / 25.4
