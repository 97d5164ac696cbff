export const words = {
  title: 'Attachments',
  add: 'Attach files',
  dropHint: 'Or drop them here: the supplier’s invoice, a packing list, photos; 20 MB each.',
  none: 'Nothing is attached.',
  sending: 'Attaching {{name}}',
  addedBy: '{{size}}, {{name}},',
  remove: 'Remove',
  removeNamed: 'Remove {{name}}',
  removeTitle: 'Remove {{name}}?',
  removeSentence: 'The file is gone then. That it was attached, and who removed it, stays in the history.',
  removeKeep: 'Keep it',
  removed: '{{name}} is removed.',
} as const
