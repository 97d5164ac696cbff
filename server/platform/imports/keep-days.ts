/** How long uploaded files and the verdicts on their rows are kept. What was imported from them stays. */
export const keepImportsDays = 30
