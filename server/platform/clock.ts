/** Where "now" comes from, so that tests and the sample shop can be at another time. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
